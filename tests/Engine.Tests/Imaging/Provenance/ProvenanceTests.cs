using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Imaging.Provenance;

public sealed class ProvenanceTests
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void Embed_IntoEveryKindOfFile_IsReadBackAndLeavesThePixels(string kind)
    {
        byte[] file = LabelledPictures.File(kind);
        byte[] untouched = [.. file];

        byte[] labelled = ProvenanceWriter.Embed(file, LabelledPictures.Record);

        ProvenanceReader.Read(file).ShouldBeNull();
        ProvenanceReader.Read(labelled).ShouldBe(LabelledPictures.Record);
        LabelledPictures.Pixels(labelled).ShouldBe(LabelledPictures.Pixels(file));
        file.ShouldBe(untouched);
    }

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void Embed_Twice_ReplacesTheRecord(string kind)
    {
        byte[] file = LabelledPictures.File(kind);
        ProvenanceRecord second = LabelledPictures.Record with { Description = "Another", SourceType = DigitalSourceType.TrainedAlgorithmicMedia };

        byte[] labelled = ProvenanceWriter.Embed(ProvenanceWriter.Embed(file, LabelledPictures.Record), second);

        ProvenanceReader.Read(labelled).ShouldBe(second);
        labelled.ShouldBe(ProvenanceWriter.Embed(file, second));
        LabelledPictures.Count(labelled, "<?xpacket begin"u8).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void Embed_OfALongRecipe_KeepsAllOfIt(string kind)
    {
        byte[] file = LabelledPictures.File(kind);
        string alphas = JsonSerializer.Serialize(Enumerable.Range(0, 40_000).Select(i => i / 7.0));
        ProvenanceRecord record = LabelledPictures.Record with { Parameters = alphas, Description = new string('é', 50_000) };

        byte[] labelled = ProvenanceWriter.Embed(file, record);

        alphas.Length.ShouldBeGreaterThan(3 * 65536);
        ProvenanceReader.Read(labelled).ShouldBe(record);
        LabelledPictures.Pixels(labelled).ShouldBe(LabelledPictures.Pixels(file));
        byte[] replaced = ProvenanceWriter.Embed(labelled, LabelledPictures.Record);
        replaced.ShouldBe(ProvenanceWriter.Embed(file, LabelledPictures.Record));
    }

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void Embed_OfAnyText_SurvivesTheRoundTrip(string kind)
    {
        byte[] file = LabelledPictures.File(kind);
        Gen<string> text = Gen.OneOf(
            Gen.String,
            LabelledPictures.OneOf("]]>", "<!--", "&amp;", "<?xpacket end='w'?>", "\"'", "\r\n\t", " spaces ", "\0\u0001\u001f", "\ud800", "\ufffe\uffff", "😀", "</rdf:RDF>"));
        Gen.Select(text, text, text).Sample(
            (tool, description, value) =>
            {
                string parameters = JsonSerializer.Serialize(new Dictionary<string, string> { [value] = description, ["tool"] = tool }, Raw);
                ProvenanceRecord record = LabelledPictures.Record with { Tool = tool, Description = description, Parameters = parameters };

                ProvenanceRecord back = ProvenanceReader.Read(ProvenanceWriter.Embed(file, record)).ShouldNotBeNull();

                using var expected = JsonDocument.Parse(parameters);
                using var found = JsonDocument.Parse(back.Parameters);
                JsonElement.DeepEquals(found.RootElement, expected.RootElement).ShouldBeTrue();
                back.ShouldBe(record with { Tool = Fit(tool), Description = Fit(description), Parameters = back.Parameters });
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Embed_OfForbiddenCharacters_EscapesThemInParametersAndReplacesThemElsewhere()
    {
        ProvenanceRecord record = LabelledPictures.Record with { Description = "a\0b\ud800c", Parameters = "{\"a\":\"\ufffe\ud800\u0001\"}" };

        ProvenanceRecord back = ProvenanceReader.Read(ProvenanceWriter.Embed(LabelledPictures.File("png"), record))!;

        back.Description.ShouldBe("a\ufffdb\ufffdc");
        back.Parameters.ShouldBe("""{"a":"\ufffe\ud800\u0001"}""");
    }

    [Fact]
    public void Embed_WritesThePropertiesOthersLookFor()
    {
        byte[] file = ProvenanceWriter.Embed(LabelledPictures.File("webp"), LabelledPictures.Record);

        string text = Encoding.UTF8.GetString(file);
        text.ShouldContain("xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"");
        text.ShouldContain(">http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia<");
        text.ShouldContain(":CreatorTool>MyStyle Studio ");
        text.ShouldContain(":CreateDate>2026-03-04T05:06:07Z<");
        ProvenanceRecord.Studio.ShouldNotContain("+");
    }

    [Fact]
    public void Embed_OfADateElsewhere_KeepsTheInstant()
    {
        ProvenanceRecord record = LabelledPictures.Record with { Created = new DateTimeOffset(2026, 1, 1, 1, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567) };

        ProvenanceRecord back = ProvenanceReader.Read(ProvenanceWriter.Embed(LabelledPictures.File("png"), record))!;

        back.Created.ShouldBe(record.Created);
        back.Created!.Value.Offset.ShouldBe(TimeSpan.Zero);
        ProvenanceReader.Read(ProvenanceWriter.Embed(LabelledPictures.File("png"), record with { Created = null }))!.Created.ShouldBeNull();
    }

    [Fact]
    public void Embed_OfAnUnwritableRecord_IsRefused()
    {
        byte[] file = LabelledPictures.File("png");
        Should.Throw<ArgumentException>(() => ProvenanceWriter.Embed(file, LabelledPictures.Record with { Parameters = "not json" }));
        Should.Throw<ArgumentException>(() => ProvenanceWriter.Embed(file, LabelledPictures.Record with { SourceType = DigitalSourceType.Other }));
    }

    [Fact]
    public void Embed_IntoSomethingElse_SaysWhatItIs()
    {
        Message([]).ShouldContain("empty");
        Message("hello, this is text"u8.ToArray()).ShouldContain("not a picture");
        Message("<!DOCTYPE html>"u8.ToArray()).ShouldContain("web page");
        Message([.. "BM"u8, .. new byte[60]]).ShouldContain("BMP");
        foreach (string kind in (string[])["png", "jpeg", "webp", "webp extended", "gif"])
        {
            byte[] file = LabelledPictures.File(kind);
            Message(file[..(kind == "jpeg" ? 100 : file.Length - 4)]).ShouldContain("damaged or truncated", customMessage: kind);
        }
    }

    [Theory]
    [InlineData("algorithmicMedia", DigitalSourceType.Other)]
    [InlineData("https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", DigitalSourceType.TrainedAlgorithmicMedia)]
    [InlineData("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", DigitalSourceType.DigitalCapture)]
    public void Read_OfAttributesByAnotherProgram_FindsThem(string iri, DigitalSourceType type)
    {
        string packet = $"""
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="{iri}"
              xmlns:x="http://ns.adobe.com/xap/1.0/" x:CreatorTool="Other 1" x:CreateDate="2025-05-06T07:08:09+02:00"/>
            <rdf:Description xmlns:m="urn:mystyle-studio:recipe:1"><m:Parameters>no json</m:Parameters></rdf:Description>
            </rdf:RDF></x:xmpmeta>
            """;

        ProvenanceRecord record = ProvenanceReader.Read(WebPWith(Encoding.UTF8.GetBytes(packet))).ShouldNotBeNull();

        record.ShouldBe(new ProvenanceRecord(type, "Other 1", new DateTimeOffset(2025, 5, 6, 5, 8, 9, TimeSpan.Zero), "{}", ""));
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    [InlineData("<a>")]
    [InlineData("")]
    [InlineData("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")]
    public void Read_OfUselessPacket_FindsNothing(string packet)
        => ProvenanceReader.Read(WebPWith(Encoding.UTF8.GetBytes(packet))).ShouldBeNull();

    [Fact]
    public void Read_OfADeepPacket_FindsNothing()
        => ProvenanceReader.Read(WebPWith(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 1_000_000))))).ShouldBeNull();

    private static string Fit(string text)
        => string.Concat(text.EnumerateRunes().Select(r => r.Value is < 32 and not (9 or 10 or 13) or 0xFFFE or 0xFFFF ? "\ufffd" : r.ToString()));

    private static string Message(byte[] file) => Should.Throw<EngineException>(() => ProvenanceWriter.Embed(file, LabelledPictures.Record)).Message;

    private static byte[] WebPWith(byte[] packet)
    {
        byte[] file = LabelledPictures.File("webp");
        using MemoryStream body = new();
        WebPChunks.Write(body, WebPChunks.Extended, WebPChunks.ExtendedHeader(37, 21, 4));
        WebPChunks.Write(body, WebPChunks.Lossy, file.AsSpan(20));
        WebPChunks.Write(body, WebPChunks.Xmp, packet);
        return WebPChunks.File(body);
    }
}
