using System.Globalization;
using System.Text;
using System.Xml;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>Writes XMP packets (ISO 16684-1): RDF in XML, in UTF-8.</summary>
internal static class XmpPacket
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private static readonly (string Prefix, string Name)[] Prefixes =
    [
        ("xmp", XmpNames.Xmp), ("dc", XmpNames.DublinCore), ("Iptc4xmpExt", XmpNames.IptcExtension), ("xmpNote", XmpNames.Note), ("mystyle", XmpNames.Recipe),
    ];

    /// <summary>The whole record in one packet.</summary>
    public static byte[] Write(ProvenanceRecord record) => Packet(xml =>
    {
        WriteShort(xml, record);
        WriteLong(xml, record);
    });

    /// <summary>A packet of the short properties, which names the extension that has the long ones.</summary>
    public static byte[] WriteShort(ProvenanceRecord record, string extension) => Packet(xml =>
    {
        WriteShort(xml, record);
        xml.WriteElementString("xmpNote", "HasExtendedXMP", XmpNames.Note, extension);
    });

    /// <summary>The long properties alone, as an extension has them: not wrapped as a packet.</summary>
    public static byte[] WriteLong(ProvenanceRecord record) => Document(xml => WriteMeta(xml, x => WriteLong(x, record)));

    private static void WriteShort(XmlWriter xml, ProvenanceRecord record)
    {
        xml.WriteElementString("Iptc4xmpExt", "DigitalSourceType", XmpNames.IptcExtension, DigitalSourceTypes.ToIri(record.SourceType));
        xml.WriteElementString("xmp", "CreatorTool", XmpNames.Xmp, record.Tool);
        if (record.Created is { } created)
        {
            string date = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            xml.WriteElementString("xmp", "CreateDate", XmpNames.Xmp, date);
        }
    }

    private static void WriteLong(XmlWriter xml, ProvenanceRecord record)
    {
        if (record.Description.Length > 0)
        {
            xml.WriteStartElement("dc", "description", XmpNames.DublinCore);
            xml.WriteStartElement("rdf", "Alt", XmpNames.Rdf);
            xml.WriteStartElement("rdf", "li", XmpNames.Rdf);
            xml.WriteAttributeString("xml", "lang", null, "x-default");
            xml.WriteString(record.Description);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteElementString("mystyle", "Parameters", XmpNames.Recipe, record.Parameters);
    }

    private static byte[] Packet(Action<XmlWriter> properties) => Document(xml =>
    {
        xml.WriteProcessingInstruction("xpacket", "begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"");
        WriteMeta(xml, properties);
        xml.WriteProcessingInstruction("xpacket", "end=\"w\"");
    });

    private static void WriteMeta(XmlWriter xml, Action<XmlWriter> properties)
    {
        xml.WriteStartElement("x", "xmpmeta", XmpNames.Meta);
        xml.WriteStartElement("rdf", "RDF", XmpNames.Rdf);
        xml.WriteStartElement("rdf", "Description", XmpNames.Rdf);
        xml.WriteAttributeString("rdf", "about", XmpNames.Rdf, "");
        foreach ((string prefix, string name) in Prefixes)
        {
            xml.WriteAttributeString("xmlns", prefix, null, name);
        }

        properties(xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static byte[] Document(Action<XmlWriter> content)
    {
        using MemoryStream stream = new();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            content(xml);
        }

        return stream.ToArray();
    }
}
