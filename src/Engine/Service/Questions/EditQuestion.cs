using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Service.Questions;

/// <summary>Renders an edit of a code along several directions at once (3.4), with everything the desk shows beside it.</summary>
public sealed record EditQuestion : EngineQuestion<EditAnswer>
{
    /// <summary>The code's file; null starts from the middle of the anchors.</summary>
    public string? CodePath { get; init; }

    /// <summary>The sliders.</summary>
    public IReadOnlyList<SliderSetting> Sliders { get; init; } = [];

    /// <summary>Allowed dilation; null for unbounded.</summary>
    public double? Beta { get; init; } = 0.05;

    /// <summary>What happens beyond the interval.</summary>
    public EdgePolicy Policy { get; init; } = EdgePolicy.ProjectBack;

    /// <summary>Anchors that must not carry the picture.</summary>
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>Whether the sliders' tracks are wanted: they change with beta and with the other sliders.</summary>
    public bool WithTracks { get; init; } = true;

    /// <summary>Whether identity is measured, which costs a face network's time.</summary>
    public bool WithIdentity { get; init; } = true;

    /// <summary>How the frame is encoded.</summary>
    public FrameSize Size { get; init; } = new();

    /// <summary>Whether the code of the edited picture is answered too, to be kept.</summary>
    public bool WithCode { get; init; }
}
