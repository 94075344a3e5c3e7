using System.Text;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Tests.Weights;

public class PickleTests
{
    // pickle.dumps(x, protocol) of CPython 3.11 for protocols 0 to 5, where x is
    // {'a': 1, 'big': 2**70, 'neg': -5, 'm': -2**40, 'f': 1.5, 't': True, 'n': None, 's': 'grüße \n\\u', 'ns': Namespace(x=3, y='z'),
    //  'set': {7}, 'l': [1, [2, 'x']], 3: 'three', 'by': b'\x00\xff', 'ba': bytearray(b'ab')}
    private static readonly string[] Values =
    [
        "KGRwMApWYQpwMQpJMQpzVmJpZwpwMgpMMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKc1ZuZWcKcDMKSS01CnNWbQpwNApMLTEwOTk1MTE2Mjc3NzZMCnNWZgpw"
            + "NQpGMS41CnNWdApwNgpJMDEKc1ZuCnA3Ck5zVnMKcDgKVmdy/N9lIFx1MDAwYVx1MDA1Y3UKcDkKc1ZucwpwMTAKY2NvcHlfcmVnCl9yZWNvbnN0cnVjdG9y"
            + "CnAxMQooY2FyZ3BhcnNlCk5hbWVzcGFjZQpwMTIKY19fYnVpbHRpbl9fCm9iamVjdApwMTMKTnRwMTQKUnAxNQooZHAxNgpWeApwMTcKSTMKc1Z5CnAxOApW"
            + "egpwMTkKc2JzVnNldApwMjAKY19fYnVpbHRpbl9fCnNldApwMjEKKChscDIyCkk3CmF0cDIzClJwMjQKc1ZsCnAyNQoobHAyNgpJMQphKGxwMjcKSTIKYWcx"
            + "NwphYXNJMwpWdGhyZWUKcDI4CnNWYnkKcDI5CmNfY29kZWNzCmVuY29kZQpwMzAKKFZcdTAwMDD/CnAzMQpWbGF0aW4xCnAzMgp0cDMzClJwMzQKc1ZiYQpw"
            + "MzUKY19fYnVpbHRpbl9fCmJ5dGVhcnJheQpwMzYKKGczMAooVmFiCnAzNwpnMzIKdHAzOApScDM5CnRwNDAKUnA0MQpzLg==",
        "fXEAKFgBAAAAYXEBSwFYAwAAAGJpZ3ECTDExODA1OTE2MjA3MTc0MTEzMDM0MjRMClgDAAAAbmVncQNK+////1gBAAAAbXEETC0xMDk5NTExNjI3Nzc2TApY"
            + "AQAAAGZxBUc/+AAAAAAAAFgBAAAAdHEGSTAxClgBAAAAbnEHTlgBAAAAc3EIWAsAAABncsO8w59lIApcdXEJWAIAAABuc3EKY2NvcHlfcmVnCl9yZWNvbnN0"
            + "cnVjdG9yCnELKGNhcmdwYXJzZQpOYW1lc3BhY2UKcQxjX19idWlsdGluX18Kb2JqZWN0CnENTnRxDlJxD31xEChYAQAAAHhxEUsDWAEAAAB5cRJYAQAAAHpx"
            + "E3ViWAMAAABzZXRxFGNfX2J1aWx0aW5fXwpzZXQKcRUoXXEWSwdhdHEXUnEYWAEAAABscRldcRooSwFdcRsoSwJoEWVlSwNYBQAAAHRocmVlcRxYAgAAAGJ5"
            + "cR1jX2NvZGVjcwplbmNvZGUKcR4oWAMAAAAAw79xH1gGAAAAbGF0aW4xcSB0cSFScSJYAgAAAGJhcSNjX19idWlsdGluX18KYnl0ZWFycmF5CnEkKGgeKFgC"
            + "AAAAYWJxJWggdHEmUnEndHEoUnEpdS4=",
        "gAJ9cQAoWAEAAABhcQFLAVgDAAAAYmlncQKKCQAAAAAAAAAAQFgDAAAAbmVncQNK+////1gBAAAAbXEEigYAAAAAAP9YAQAAAGZxBUc/+AAAAAAAAFgBAAAA"
            + "dHEGiFgBAAAAbnEHTlgBAAAAc3EIWAsAAABncsO8w59lIApcdXEJWAIAAABuc3EKY2FyZ3BhcnNlCk5hbWVzcGFjZQpxCymBcQx9cQ0oWAEAAAB4cQ5LA1gB"
            + "AAAAeXEPWAEAAAB6cRB1YlgDAAAAc2V0cRFjX19idWlsdGluX18Kc2V0CnESXXETSwdhhXEUUnEVWAEAAABscRZdcRcoSwFdcRgoSwJoDmVlSwNYBQAAAHRo"
            + "cmVlcRlYAgAAAGJ5cRpjX2NvZGVjcwplbmNvZGUKcRtYAwAAAADDv3EcWAYAAABsYXRpbjFxHYZxHlJxH1gCAAAAYmFxIGNfX2J1aWx0aW5fXwpieXRlYXJy"
            + "YXkKcSFoG1gCAAAAYWJxImgdhnEjUnEkhXElUnEmdS4=",
        "gAN9cQAoWAEAAABhcQFLAVgDAAAAYmlncQKKCQAAAAAAAAAAQFgDAAAAbmVncQNK+////1gBAAAAbXEEigYAAAAAAP9YAQAAAGZxBUc/+AAAAAAAAFgBAAAA"
            + "dHEGiFgBAAAAbnEHTlgBAAAAc3EIWAsAAABncsO8w59lIApcdXEJWAIAAABuc3EKY2FyZ3BhcnNlCk5hbWVzcGFjZQpxCymBcQx9cQ0oWAEAAAB4cQ5LA1gB"
            + "AAAAeXEPWAEAAAB6cRB1YlgDAAAAc2V0cRFjYnVpbHRpbnMKc2V0CnESXXETSwdhhXEUUnEVWAEAAABscRZdcRcoSwFdcRgoSwJoDmVlSwNYBQAAAHRocmVl"
            + "cRlYAgAAAGJ5cRpDAgD/cRtYAgAAAGJhcRxjYnVpbHRpbnMKYnl0ZWFycmF5CnEdQwJhYnEehXEfUnEgdS4=",
        "gASV6QAAAAAAAAB9lCiMAWGUSwGMA2JpZ5SKCQAAAAAAAAAAQIwDbmVnlEr7////jAFtlIoGAAAAAAD/jAFmlEc/+AAAAAAAAIwBdJSIjAFulE6MAXOUjAtn"
            + "csO8w59lIApcdZSMAm5zlIwIYXJncGFyc2WUjAlOYW1lc3BhY2WUk5QpgZR9lCiMAXiUSwOMAXmUjAF6lHVijANzZXSUj5QoSweQjAFslF2UKEsBXZQoSwJo"
            + "EGVlSwOMBXRocmVllIwCYnmUQwIA/5SMAmJhlIwIYnVpbHRpbnOUjAlieXRlYXJyYXmUk5RDAmFilIWUUpR1Lg==",
        "gAWV0wAAAAAAAAB9lCiMAWGUSwGMA2JpZ5SKCQAAAAAAAAAAQIwDbmVnlEr7////jAFtlIoGAAAAAAD/jAFmlEc/+AAAAAAAAIwBdJSIjAFulE6MAXOUjAtn"
            + "csO8w59lIApcdZSMAm5zlIwIYXJncGFyc2WUjAlOYW1lc3BhY2WUk5QpgZR9lCiMAXiUSwOMAXmUjAF6lHVijANzZXSUj5QoSweQjAFslF2UKEsBXZQoSwJo"
            + "EGVlSwOMBXRocmVllIwCYnmUQwIA/5SMAmJhlJYCAAAAAAAAAGFilHUu",
    ];

    // The same for an array [[1, 2, 3], [4, 5, 6.5]] of float32.
    private static readonly string[] Arrays =
    [
        "Y251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcDAKKGNudW1weQpuZGFycmF5CnAxCihJMAp0cDIKY19jb2RlY3MKZW5jb2RlCnAzCihWYgpw"
            + "NApWbGF0aW4xCnA1CnRwNgpScDcKdHA4ClJwOQooSTEKKEkyCkkzCnRwMTAKY251bXB5CmR0eXBlCnAxMQooVmY0CnAxMgpJMDAKSTAxCnRwMTMKUnAxNAoo"
            + "STMKVjwKcDE1Ck5OTkktMQpJLTEKSTAKdHAxNgpiSTAwCmczCihWXHUwMDAwXHUwMDAwgD9cdTAwMDBcdTAwMDBcdTAwMDBAXHUwMDAwXHUwMDAwQEBcdTAw"
            + "MDBcdTAwMDCAQFx1MDAwMFx1MDAwMKBAXHUwMDAwXHUwMDAw0EAKcDE3Cmc1CnRwMTgKUnAxOQp0cDIwCmIu",
        "Y251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcQAoY251bXB5Cm5kYXJyYXkKcQEoSwB0cQJjX2NvZGVjcwplbmNvZGUKcQMoWAEAAABicQRY"
            + "BgAAAGxhdGluMXEFdHEGUnEHdHEIUnEJKEsBKEsCSwN0cQpjbnVtcHkKZHR5cGUKcQsoWAIAAABmNHEMSTAwCkkwMQp0cQ1ScQ4oSwNYAQAAADxxD05OTkr/"
            + "////Sv////9LAHRxEGJJMDAKaAMoWBwAAAAAAMKAPwAAAEAAAEBAAADCgEAAAMKgQAAAw5BAcRFoBXRxElJxE3RxFGIu",
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgG"
            + "AAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAksDhnEKY251bXB5CmR0eXBlCnELWAIAAABmNHEMiYiHcQ1ScQ4oSwNYAQAAADxxD05OTkr/////Sv////9L"
            + "AHRxEGKJaANYHAAAAAAAwoA/AAAAQAAAQEAAAMKAQAAAwqBAAADDkEBxEWgFhnESUnETdHEUYi4=",
        "gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJxBShLAUsCSwOGcQZjbnVtcHkK"
            + "ZHR5cGUKcQdYAgAAAGY0cQiJiIdxCVJxCihLA1gBAAAAPHELTk5OSv////9K/////0sAdHEMYolDGAAAgD8AAABAAABAQAAAgEAAAKBAAADQQHENdHEOYi4=",
        "gASVogAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwJL"
            + "A4aUaAOMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiiUMYAACAPwAAAEAAAEBAAACAQAAAoEAAANBAlHSUYi4=",
        "gAWVogAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwJL"
            + "A4aUaAOMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiiUMYAACAPwAAAEAAAEBAAACAQAAAoEAAANBAlHSUYi4=",
    ];

    private const string ColumnMajor =
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQ"
        + "AAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAksDhnEKY251bXB5CmR0eXBlCnELWAIAAABmOHEMiYiHcQ1ScQ4oSwNYAQAAADxx"
        + "D05OTkr/////Sv////9LAHRxEGKIaANYMQAAAAAAAAAAAMOwPwAAAAAAABBAAAAAAAAAAEAAAAAAAAAUQAAAAAAAAAhAAAAAAAAAGkBxEWgFhn"
        + "ESUnETdHEUYi4=";

    public static TheoryData<int> Protocols => [0, 1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void PlainValues_OfEveryProtocol_BecomeMetadata(int protocol)
    {
        WeightFile file = Read(Convert.FromBase64String(Values[protocol]));

        file.Tensors.ShouldBeEmpty();
        file.Metadata.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value}").ShouldBe(
        [
            "3=three", "a=1", "big=1180591620717411303424", "f=1.5", "l.0=1", "l.1.0=2", "l.1.1=x", "m=-1099511627776", "n=None",
            "neg=-5", "ns.x=3", "ns.y=z", "s=grüße \n\\u", "t=True",
        ]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void NumpyArray_OfEveryProtocol_BecomesATensor(int protocol)
    {
        StoredTensor tensor = Read(Convert.FromBase64String(Arrays[protocol])).Tensors[WeightFile.Bare];

        tensor.ShouldEqual(StoredTensor.FromFloats([1, 2, 3, 4, 5, 6.5f], 2, 3), "array");
    }

    [Fact]
    public void NumpyArray_ColumnMajor_IsTransposed()
    {
        StoredTensor tensor = Read(Convert.FromBase64String(ColumnMajor)).Tensors[WeightFile.Bare];

        tensor.Type.ShouldBe(ElementType.Float64);
        tensor.Shape.ShouldBe([2, 3]);
        tensor.ToFloats().ShouldBe([1, 2, 3, 4, 5, 6.5f]);
    }

    [Fact]
    public void ByteString_WithEscapes_IsUnescaped() =>
        PickleText.QuotedBytes("'a\\x41\\n\\'\\\\\\101\\q'"u8).ShouldBe("aA\n'\\A\\q"u8.ToArray());

    [Fact]
    public void UnknownGlobals_AreNeverResolved_AndAcceptEverything()
    {
        // c os system, called, constructed, given a state, items and entries: inert all along.
        byte[] stream =
        [
            0x80, 2, .. "cos\nsystem\n"u8, .. "X"u8, 4, 0, 0, 0, .. "true"u8, 0x85, (byte)'R',
            .. "}b"u8, .. "K\u0001a"u8, .. "(K\u0001K\u0002e"u8, .. "K\u0001K\u0002s"u8, .. "(K\u0003K\u0004u."u8,
        ];

        WeightFile file = Read(stream);

        file.Tensors.ShouldBeEmpty();
        file.Metadata.ShouldBe(new Dictionary<string, string> { ["1"] = "2", ["3"] = "4" });
    }

    [Fact]
    public void SelfContainingList_Ends() =>
        Read([0x80, 2, .. "]q\0h\0aK\u0001a."u8]).Metadata.ShouldBe(new Dictionary<string, string> { ["1"] = "1" });

    [Theory]
    [InlineData("truncated", "gAJ9cQAoWAEAAABhcQFLAVgDAAAAYmln")]
    [InlineData("bytes of 2^63", "gASO/////////38u")]
    [InlineData("text of 4 GB", "gAJY/////y4=")]
    [InlineData("integer of 2 GB", "gAKL////fy4=")]
    [InlineData("negative integer length", "gAKL/////y4=")]
    [InlineData("protocol 9", "gAlOLg==")]
    [InlineData("pop of nothing", "gAIwLg==")]
    [InlineData("recall of nothing", "gAJoBS4=")]
    [InlineData("memo key of 4 billion", "gAJOcv////8u")]
    [InlineData("append to an integer", "gAJLAUsBYS4=")]
    [InlineData("items without a mark", "gAJddS4=")]
    [InlineData("key without a value", "gAJ9KEsBdS4=")]
    [InlineData("state of an integer", "gAJLAX1iLg==")]
    [InlineData("call without a tuple", "gAJOTlIu")]
    [InlineData("unknown opcode", "gAL/Lg==")]
    [InlineData("extension registry", "gAKCAS4=")]
    [InlineData("out-of-band buffer", "gAWXLg==")]
    public void HostileStream_IsAClearFailure(string what, string base64) =>
        Should.Throw<EngineException>(() => Read(Convert.FromBase64String(base64)), what).Message.ShouldContain("pickle stream is damaged");

    [Theory]
    [InlineData("tuples", "N", "\u0085", "")]
    [InlineData("lists", "", "]", "a")]
    [InlineData("calls", "N", "\u0085N\u0086", "")]
    [InlineData("marks", "", "(", "")]
    public void DeepNesting_IsAClearFailure(string what, string start, string down, string up)
    {
        const int Depth = 300_000;
        byte[] stream =
        [
            0x80, 2, .. Latin1(start), .. Enumerable.Repeat(Latin1(down), Depth).SelectMany(b => b),
            .. Enumerable.Repeat(Latin1(up), Depth - 1).SelectMany(b => b), (byte)'.',
        ];

        Should.Throw<EngineException>(() => Read(stream), what);
    }

    [Fact]
    public void EndlessInstructions_AreRefused()
    {
        var stream = new byte[PickleReader.MaxOpcodes + 10];
        stream.AsSpan().Fill((byte)'N');
        stream[0] = 0x80;
        stream[1] = 2;

        Should.Throw<EngineException>(() => Read(stream)).Message.ShouldContain("instructions");
    }

    [Theory]
    [InlineData("list", "]q\0", "]q{0}(h{1}h{1}e")]
    [InlineData("dictionary", "}q\0K\u0001K\u0001s", "}q{0}(K\u0001h{1}K\u0002h{1}u")]
    public void MemoBomb_IsRefusedWithinBoundedMemory(string what, string start, string level)
    {
        // Each level holds the one below twice: 2^60 values in 600 bytes.
        var text = new StringBuilder("\u0080\u0002" + start);
        for (int i = 1; i <= 60; i++)
        {
            text.Append(level.Replace("{0}", ((char)i).ToString(), StringComparison.Ordinal).Replace("{1}", ((char)(i - 1)).ToString(), StringComparison.Ordinal));
        }

        byte[] stream = Latin1(text + ".");
        long before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<EngineException>(() => Read(stream), what).Message.ShouldContain("unfolds");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(512L << 20);
    }

    private static WeightFile Read(byte[] stream) => WeightReader.Read(MappedFile.Over("stream.pkl", stream));

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
