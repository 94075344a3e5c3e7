namespace MyStyle.Cli.Demo;

/// <summary>How much the demo does.</summary>
/// <param name="Photos">Photos of the album that take part at most.</param>
/// <param name="Passes">Passes of the tuning.</param>
/// <param name="ProjectionSteps">Steps of every projection.</param>
/// <param name="Samples">New pictures.</param>
internal sealed record DemoScale(int Photos, int Passes, int ProjectionSteps, int Samples)
{
    /// <summary>The whole story.</summary>
    public static DemoScale Full { get; } = new(int.MaxValue, 24, 250, 16);

    /// <summary>A first look.</summary>
    public static DemoScale Quick { get; } = new(24, 8, 80, 8);
}
