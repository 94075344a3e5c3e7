using System.CommandLine;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle convert INPUT OUTPUT</c>: generators between layouts and containers, people between folder, file and difference.</summary>
internal static class ConvertVerb
{
    private const string Nvidia = "nvidia";
    private const string Rosinality = "rosinality";
    private const string PersonExtension = ".mystyle";

    private static readonly Argument<string> Input = new("INPUT")
    {
        Description = "A generator file, a name that 'mystyle models list' shows, or a person (folder, .mystyle or .mystyle-delta file).",
    };

    private static readonly Argument<string> Output = new("OUTPUT")
    {
        Description = "A .safetensors or .pt file for a generator; a .mystyle or .mystyle-delta file or a new folder for a person.",
    };

    private static readonly Option<string> Layout = new("--layout")
    {
        Description = "Names and shapes of the written generator: nvidia (ada, google/mystyle) or rosinality (pSp, e4e, HyperStyle).",
        DefaultValueFactory = _ => Nvidia,
    };

    private static readonly Option<string?> Anchors = new("--anchors")
    {
        Description = "Also write a person's anchors into this folder as google/mystyle keeps them: one .pt of [1, layers, w] a photo.",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        Layout.AcceptOnlyFromAmong(Nvidia, Rosinality);
        var convert = new Command("convert", "Convert a generator to another layout or container, or a person between folder, .mystyle file and difference to its prior.");
        convert.Arguments.Add(Input);
        convert.Arguments.Add(Output);
        convert.Options.Add(Layout);
        convert.Options.Add(Anchors);
        convert.Options.Add(DeltaOption.Prior);
        convert.Options.Add(DeltaOption.Step);
        return convert.Runs(context => Task.FromResult(Run(context)));
    }

    private static object Run(VerbContext context)
    {
        (string input, string output) = (context.Require(Input), context.Require(Output));
        string extension = Path.GetExtension(output).ToLowerInvariant();
        bool isPerson = Directory.Exists(input) || PersonDelta.IsDelta(input) || input.EndsWith(PersonExtension, StringComparison.OrdinalIgnoreCase);
        if (context.Get(Anchors) is not null && !isPerson)
        {
            throw new UsageException($"--anchors needs a person; {input} is none.");
        }

        bool toPerson = isPerson && extension is PersonExtension or PersonDelta.Extension or "";
        if (toPerson)
        {
            ConvertPerson(context, input, output, extension);
        }
        else
        {
            GeneratorWeights generator = isPerson
                ? Open(context, input).Generator
                : GeneratorWeights.From(WeightReader.Read(context.Models.Require(input)));
            Write(generator, output, extension, context.Require(Layout));
        }

        int anchors = context.Get(Anchors) is { } folder ? WriteAnchors(Open(context, input), folder) : 0;
        context.Reporter.Say($"Wrote {output}{(anchors > 0 ? $" and {anchors} anchors into {context.Get(Anchors)}" : "")}.");
        return new { input, output, layout = toPerson ? null : context.Require(Layout), anchors };
    }

    private static Person Open(VerbContext context, string path) => StoredPerson.Open(path, context.Models, context.Get(DeltaOption.Prior));

    private static void ConvertPerson(VerbContext context, string input, string output, string extension)
    {
        bool fromDelta = PersonDelta.IsDelta(input), toDelta = extension == PersonDelta.Extension;
        if (toDelta && !fromDelta)
        {
            DeltaOption.Write(context, PersonFolder.Open(input), output);
        }
        else if (fromDelta && !toDelta)
        {
            if (PersonTarget.IsTaken(output))
            {
                throw new EngineException($"{output} is a person already; give another OUTPUT.");
            }

            PersonFolder.Save(output, Open(context, input));
        }
        else if (extension == PersonExtension && Directory.Exists(input))
        {
            PersonFolder.Pack(input, output);
        }
        else if (extension.Length == 0 && File.Exists(input))
        {
            PersonFolder.Unpack(input, output);
        }
        else
        {
            throw new UsageException($"A folder is converted to a .mystyle or {PersonDelta.Extension} file, and such a file to a folder.");
        }
    }

    private static void Write(GeneratorWeights generator, string output, string extension, string layout)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        switch (extension, layout)
        {
            case (".safetensors", Nvidia):
                SafetensorsWriter.Write(output, generator.ToNvidia());
                break;
            case (".safetensors", _):
                SafetensorsWriter.Write(output, generator.ToRosinality());
                break;
            case (".pt" or ".pth", Nvidia):
                TorchFile.WriteNvidia(output, generator);
                break;
            case (".pt" or ".pth", _):
                TorchFile.WriteRosinality(output, generator);
                break;
            default:
                throw new UsageException($"{output}: a generator is written as .safetensors or .pt.");
        }
    }

    private static int WriteAnchors(Person person, string folder)
    {
        Directory.CreateDirectory(folder);
        int layers = person.Generator.Architecture.LayerCount;
        string[] stems = [.. person.Manifest.Photos.Select(photo => Path.GetFileNameWithoutExtension(photo.Name))];
        if (stems.Distinct(StringComparer.OrdinalIgnoreCase).Count() < stems.Length)
        {
            throw new EngineException("Two photos differ only in their extension, so their anchors would have the same file name.");
        }

        foreach ((string stem, float[] anchor) in stems.Zip(person.Anchors))
        {
            float[] rows = [.. Enumerable.Repeat(anchor, layers).SelectMany(row => row)];
            TorchFile.WriteTensor(Path.Combine(folder, stem + ".pt"), StoredTensor.FromFloats(rows, 1, layers, anchor.Length));
        }

        return stems.Length;
    }
}
