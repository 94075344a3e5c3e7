namespace MyStyle.Studio.Settings;

/// <summary>Finds settings that nobody reads: a misspelt key must not be passed over in silence.</summary>
internal static class KnownKeys
{
    /// <summary>The first key below <paramref name="section"/> that <paramref name="type"/> has no property for, as a sentence; null if all are known.</summary>
    public static string? Unknown(IConfigurationSection section, Type type)
    {
        Dictionary<string, Type> known = type.GetProperties().Where(p => p.CanWrite || !p.PropertyType.IsValueType)
            .ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (!known.TryGetValue(child.Key, out Type? property))
            {
                return $"{child.Path} is not a setting. There are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.";
            }

            bool isGroup = property.Namespace == type.Namespace && property.IsClass;
            if (isGroup && Unknown(child, property) is { } below)
            {
                return below;
            }
        }

        return null;
    }
}
