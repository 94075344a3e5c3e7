using System.Globalization;

namespace MyStyle.Engine.Curation;

/// <summary>The tests that need no other photo.</summary>
internal sealed class QualityTests
{
    private readonly CurationThresholds _t;
    private readonly int _size;

    public QualityTests(CurationThresholds thresholds, int size)
    {
        _t = thresholds;
        _size = size;
    }

    /// <summary>Whether a face is good enough to say whose it is.</summary>
    public bool IsUsable(FaceMeasures m)
        => m.Side >= _t.Size * _size && m.Blur <= _t.Blur && m.Overexposed <= _t.Overexposed && m.Underexposed <= _t.Underexposed;

    /// <summary>All measurements with their thresholds.</summary>
    public Dictionary<string, Measurement> Measure(FaceMeasures m, double blockiness) => new()
    {
        ["size"] = new Measurement(m.Side / _size, _t.Size, m.Side >= _t.Size * _size),
        ["chroma"] = new Measurement(m.Chroma, _t.Chroma, m.Chroma >= _t.Chroma),
        ["blur"] = new Measurement(m.Blur, _t.Blur, m.Blur <= _t.Blur),
        ["blockiness"] = new Measurement(blockiness, _t.Blockiness, blockiness <= _t.Blockiness),
        ["overexposed"] = new Measurement(m.Overexposed, _t.Overexposed, m.Overexposed <= _t.Overexposed),
        ["underexposed"] = new Measurement(m.Underexposed, _t.Underexposed, m.Underexposed <= _t.Underexposed),
        ["yaw"] = new Measurement(m.Yaw, _t.Yaw, Math.Abs(m.Yaw) <= _t.Yaw),
        ["pitch"] = new Measurement(m.Pitch, _t.Pitch, Math.Abs(m.Pitch) <= _t.Pitch),
    };

    /// <summary>The first of size, colour and quality that fails; null if none does. Size comes first: a small face looks blurred.</summary>
    public (Verdict Verdict, string Reason)? Judge(FaceMeasures m, double blockiness)
        => m.Side < _t.Size * _size
            ? (Verdict.TooSmall, Say($"The face square is {m.Side:0} pixels wide; for pictures of {_size} it needs {_t.Size * _size:0} or more."))
            : m.Chroma < _t.Chroma
            ? (Verdict.Grayscale, "Black and white, or toned: the generator would learn grey skin.")
            : m.Blur > _t.Blur
            ? (Verdict.LowQuality, Say($"The face is blurred ({m.Blur:0.00}, at most {_t.Blur:0.00})."))
            : blockiness > _t.Blockiness
            ? (Verdict.LowQuality, Say($"Compressed so much that blocks show ({blockiness:0.0}, at most {_t.Blockiness:0.0})."))
            : m.Overexposed > _t.Overexposed
            ? (Verdict.LowQuality, Say($"{m.Overexposed:0%} of the face is burnt out."))
            : m.Underexposed > _t.Underexposed
            ? (Verdict.LowQuality, Say($"{m.Underexposed:0%} of the face is lost in the dark."))
            : null;

    /// <summary>The pose test; null if passed.</summary>
    public (Verdict Verdict, string Reason)? JudgePose(FaceMeasures m)
        => Math.Abs(m.Yaw) > _t.Yaw
            ? (Verdict.ExtremePose, Say($"The head is turned {Math.Abs(m.Yaw):0} degrees to the {(m.Yaw > 0 ? "right" : "left")} of the picture, nearly a profile."))
            : Math.Abs(m.Pitch) > _t.Pitch
            ? (Verdict.ExtremePose, Say($"The head is turned {Math.Abs(m.Pitch):0} degrees {(m.Pitch > 0 ? "up" : "down")}."))
            : null;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
