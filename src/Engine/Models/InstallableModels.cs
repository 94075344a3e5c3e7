namespace MyStyle.Engine.Models;

/// <summary>
/// Models that are not ours to ship. torchvision's file names carry the first eight digits of their SHA-256, which the tests
/// check against the hashes here.
/// </summary>
internal static class InstallableModels
{
    private const string Torchvision = "https://download.pytorch.org/models/";
    private const string Lins = "https://raw.githubusercontent.com/richzhang/PerceptualSimilarity/master/lpips/weights/v0.1/";
    private const string MyStyleDirections = "https://raw.githubusercontent.com/google/mystyle/main/editing_directions/";
    private const string PtiDirections = "https://raw.githubusercontent.com/danielroich/PTI/main/editings/interfacegan_directions/";

    public static IReadOnlyList<ModelEntry> Entries { get; } =
    [
        Lpips(
            "alex",
            "AlexNet; the variant the paper's code trains and projects with",
            Backbone("alexnet-owt-7be5be79.pth", "7be5be791159472b1fbf3c69796f7cb30dca7ad8466c2df70058c37116cdee02", 244_408_911),
            new("alex.pth", new Uri(Lins + "alex.pth"), "df73285e35b22355a2df87cdb6b70b343713b667eddbda73e1977e0c860835c0", 6_009),
            "88a6d61c289e33a897d03aef258e8f6efc40cb47694a464740d9651e6d22ed34"),
        Lpips(
            "squeeze",
            "SqueezeNet 1.1; small",
            Backbone("squeezenet1_1-b8a52dc0.pth", "b8a52dc049b60e4b6ab68ad0df457362afab8b6304b2febdc1650a5dab4d7e7b", 4_958_839),
            new("squeeze.pth", new Uri(Lins + "squeeze.pth"), "4a5350f23600cb79923ce65bb07cbf57dca461329894153e05a1346bd531cf76", 10_811),
            "7a4fabfdb21911c656ddfcc621a43f6ad3cc68b7111ececa15e58aecda9295cb"),
        Lpips(
            "vgg",
            "VGG-16; large and slow",
            Backbone("vgg16-397923af.pth", "397923af8e79cdbb6a7127f12361acd7a2f83e06b05044ddf496e83de57a5bf0", 553_433_881),
            new("vgg.pth", new Uri(Lins + "vgg.pth"), "a78928a0af1e5f0fcb1f3b9e8f8c3a2a5a3de244d830ad5c1feddc79b8432868", 7_289),
            null),
        new()
        {
            Name = ModelCatalogue.Ffhq,
            FileName = "ffhq.pkl",
            Kind = ModelKind.Prior,
            Description = "NVIDIA's StyleGAN2 for FFHQ, 1024 px: the paper's prior.",
            Licence = "NVIDIA Source Code License, research and evaluation only",
            Sha256 = "a205a346e86a9ddaae702e118097d014b7b8bd719491396a162cca438f2f524c",
            Size = 381_624_121,
            Sources =
            [
                new(
                    "ffhq.pkl",
                    new Uri("https://nvlabs-fi-cdn.nvidia.com/stylegan2-ada-pytorch/pretrained/ffhq.pkl"),
                    "a205a346e86a9ddaae702e118097d014b7b8bd719491396a162cca438f2f524c",
                    381_624_121),
            ],
            Note = "Not for commercial use, and neither is what is tuned from it.",
        },
        new()
        {
            Name = "ffhq-w-encoder",
            FileName = "faces_w_encoder.pt",
            Kind = ModelKind.Encoder,
            Description = "HyperStyle's W encoder for FFHQ, which the paper takes its anchors from; it carries an FFHQ generator too.",
            Licence = "MIT (HyperStyle); trained with NVIDIA's research-only generator",
            Prior = ModelCatalogue.Ffhq,
            Sources =
            [
                new(
                    "faces_w_encoder.pt",
                    null,
                    null,
                    null,
                    new Uri("https://drive.google.com/file/d/1M-hsL3W_cJKs77xM1mwq2e9-J0_m7rHP/view")),
            ],
            Note = "Its publisher gives no hash: the one of the file you install is recorded and checked from then on.",
        },
        Direction("rotation", MyStyleDirections, "9ef9787ac6b7b37940e47fef22e78cbbe5aeae2e566c0b391bf279f3264b1d1c", "Apache-2.0"),
        Direction("smile", MyStyleDirections, "817a7e732b59dee9eba862bec8bd7e8373568443bc9f9731a21cf9b0356f0653", "Apache-2.0"),
        Direction("age", PtiDirections, "50074516b1629707d89b5e43d6b8abd1792212fa3b961a87a11323d6a5222ae0", "MIT"),
    ];

    private static ModelSource Backbone(string file, string sha256, long size) => new(file, new Uri(Torchvision + file), sha256, size);

    private static ModelEntry Lpips(string network, string description, ModelSource backbone, ModelSource lins, string? readySha256) => new()
    {
        Name = $"lpips-{network}",
        FileName = $"lpips_{network}_v0.1.safetensors",
        Kind = ModelKind.Perceptual,
        Description = $"LPIPS v0.1 with {description}.",
        Licence = "BSD-2-Clause (linear layers), BSD-3-Clause (torchvision backbone)",
        Sha256 = readySha256,
        Sources = [backbone, lins],
        Assembly = ModelAssembly.Lpips,
    };

    private static ModelEntry Direction(string attribute, string folder, string sha256, string licence) => new()
    {
        Name = $"ffhq-{attribute}",
        FileName = $"directions/ffhq_{attribute}.pt",
        Kind = ModelKind.Direction,
        Description = $"InterFaceGAN direction of FFHQ StyleGAN2: {attribute}.",
        Licence = licence,
        Sha256 = sha256,
        Size = 2_808,
        Prior = ModelCatalogue.Ffhq,
        Sources = [new($"{attribute}.pt", new Uri($"{folder}{attribute}.pt"), sha256, 2_808)],
    };
}
