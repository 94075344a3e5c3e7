using System.CommandLine;
using MyStyle.Engine.Runtime;

namespace MyStyle.Cli;

/// <summary>Options that every verb takes, before or after its name.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "End with one line of JSON on standard output; everything else goes to standard error.",
        Recursive = true,
    };

    public static Option<int?> Seed { get; } = new("--seed")
    {
        Description = "Start of every random sequence [default: Engine:Seed, 0].",
        HelpName = "N",
        Recursive = true,
    };

    public static Option<string?> Device { get; } = CreateDevice();

    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "A settings file on top of appsettings.json.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "No progress and no remarks; warnings and errors only.",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Json, Seed, Device, Config, Quiet];

    private static Option<string?> CreateDevice()
    {
        var option = new Option<string?>("--device")
        {
            Description = "auto, cpu or cuda:N; bench takes several, cuda:0,cuda:1 [default: Engine:Device, auto].",
            HelpName = "DEVICE",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            foreach (string problem in new EngineSettings { Device = result.GetValueOrDefault<string?>() ?? "auto" }.Problems())
            {
                result.AddError(problem);
            }
        });
        return option;
    }
}
