using System.Text;
using System.Xml;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>
/// Reads the properties of interest out of an XMP packet, in either of the two ways RDF writes them: as elements, or as
/// attributes of their description. It goes through the text once and builds no tree, so hostile files cost what they weigh.
/// </summary>
internal sealed class XmpParser
{
    private const int MaxDepth = 64;
    private const int Outside = -10;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 64 << 20,
    };

    private readonly XmpFields _fields;
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _item = new();
    private int _rdf = Outside;
    private (string Namespace, string Name)? _property;
    private int _items;

    private XmpParser(XmpFields fields) => _fields = fields;

    /// <summary>Reads a packet into the fields that are still empty; false if it is not sound XML.</summary>
    public static bool TryRead(byte[] packet, XmpFields fields)
    {
        try
        {
            using MemoryStream stream = new(packet, writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            return new XmpParser(fields).Read(reader);
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return false;
        }
    }

    private bool Read(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                return false;
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Open(reader);
                    break;
                case XmlNodeType.EndElement:
                    Close(reader.Depth);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    Text(reader);
                    break;
            }
        }

        return true;
    }

    // rdf:RDF > rdf:Description > property > rdf:Alt > rdf:li
    private void Open(XmlReader reader)
    {
        bool isRdf = reader.NamespaceURI == XmpNames.Rdf;
        int depth = reader.Depth;
        if (_rdf == Outside)
        {
            _rdf = isRdf && reader.LocalName == "RDF" && !reader.IsEmptyElement ? depth : Outside;
        }
        else if (depth == _rdf + 1 && isRdf && reader.LocalName == "Description")
        {
            while (reader.MoveToNextAttribute())
            {
                Set(reader.NamespaceURI, reader.LocalName, reader.Value);
            }
        }
        else if (depth == _rdf + 2)
        {
            bool empty = reader.IsEmptyElement;
            _property = (reader.NamespaceURI, reader.LocalName);
            _items = 0;
            _item.Clear();
            _plain.Clear().Append(reader.GetAttribute("resource", XmpNames.Rdf));
            if (empty)
            {
                Close(depth);
            }
        }
        else if (depth == _rdf + 4 && isRdf && reader.LocalName == "li")
        {
            _items++;
        }
    }

    private void Text(XmlReader reader)
    {
        if (_property is null)
        {
            return;
        }

        // Of several languages the first is the default one.
        StringBuilder? target = (reader.Depth - _rdf) switch
        {
            3 => _plain,
            5 when _items == 1 => _item,
            _ => null,
        };
        target?.Append(reader.Value);
    }

    private void Close(int depth)
    {
        if (depth == _rdf)
        {
            _rdf = Outside;
        }
        else if (depth == _rdf + 2 && _property is var (space, name))
        {
            Set(space, name, (_items > 0 ? _item : _plain).ToString());
            _property = null;
        }
    }

    private void Set(string space, string name, string value)
    {
        switch (space, name)
        {
            case (XmpNames.IptcExtension, "DigitalSourceType"):
                _fields.SourceType ??= value;
                break;
            case (XmpNames.Xmp, "CreatorTool"):
                _fields.Tool ??= value;
                break;
            case (XmpNames.Xmp, "CreateDate"):
                _fields.Created ??= value;
                break;
            case (XmpNames.DublinCore, "description"):
                _fields.Description ??= value;
                break;
            case (XmpNames.Recipe, "Parameters"):
                _fields.Parameters ??= value;
                break;
            case (XmpNames.Note, "HasExtendedXMP"):
                _fields.Extension ??= value;
                break;
        }
    }
}
