using Spectre.Console;
using Spectre.Console.Rendering;

namespace MyStyle.Cli.Reporting;

/// <summary>Rate and loss beside the bar.</summary>
internal sealed class DetailColumn : ProgressColumn
{
    private volatile string _detail = "";

    /// <summary>What stands there now; set from any thread.</summary>
    public string Detail
    {
        set => _detail = value;
    }

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(_detail);
}
