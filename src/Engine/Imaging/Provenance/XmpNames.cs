namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>The namespaces of the properties that a record becomes.</summary>
internal static class XmpNames
{
    public const string Meta = "adobe:ns:meta/";
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public const string Xmp = "http://ns.adobe.com/xap/1.0/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string IptcExtension = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    public const string Note = "http://ns.adobe.com/xmp/note/";

    // A name, not an address. Pictures in the world carry it: it never changes.
    public const string Recipe = "urn:mystyle-studio:recipe:1";
}
