using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MyStyle.Studio.Data;

/// <summary>SQLite forgets that times are UTC; this remembers it.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    time => time.ToUniversalTime(), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
