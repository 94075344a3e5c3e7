namespace MyStyle.Studio.Workpieces;

/// <summary>A picture file in memory.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="MediaType">image/png, image/jpeg, image/webp or image/gif.</param>
/// <param name="FileName">The name to offer it under.</param>
public sealed record EncodedPicture(byte[] Bytes, string MediaType, string FileName);
