namespace MyStyle.Engine.Models;

/// <summary>The models under <c>wwwroot-assets/models</c>. A test holds the hashes to the files.</summary>
internal static class BundledModels
{
    private const string OwnLicence = "Apache-2.0 (this project)";

    public static IReadOnlyList<ModelEntry> Entries { get; } =
    [
        new()
        {
            Name = "demo-faces-128",
            FileName = "demo-faces-128.safetensors",
            Kind = ModelKind.Prior,
            Description = "StyleGAN2 face prior, 128 px, half precision.",
            Licence = OwnLicence,
            Sha256 = "ab6a7da696295ec4c638eab619dc6513f253c21d98ece9746fefe12ec225d59c",
            Size = 26_515_958,
            IsBundled = true,
            Note = "Research demo, trained on press photos and generated portraits; replace it by your own prior for real work.",
        },
        new()
        {
            Name = "demo-faces-128-encoder",
            FileName = "demo-faces-128-encoder.safetensors",
            Kind = ModelKind.Encoder,
            Description = "W encoder of demo-faces-128 (IR-SE family, 3.2 million parameters, input 128 px).",
            Licence = OwnLicence,
            Sha256 = "b992bc49357f0adec1b6238e5f4933048c062fd453975c1d289fd98d0c3c8915",
            Size = 6_382_872,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "perceptual-narrow",
            FileName = "perceptual_narrow.safetensors",
            Kind = ModelKind.Perceptual,
            Description = "A narrower perceptual network of LPIPS's form, not LPIPS.",
            Licence = OwnLicence,
            Sha256 = "f3e61680cde3a16d7947e5668a030c00bf784eceab07cb68a69907bab63d377f",
            Size = 2_239_528,
            IsBundled = true,
            Note = "Used where LPIPS itself is not installed. Its values do not compare with published LPIPS figures, and it is the weaker teacher.",
        },
        new()
        {
            Name = "face-detector-blazeface",
            FileName = "face_detection_blazeface_back.onnx",
            Kind = ModelKind.FaceDetector,
            Description = "BlazeFace, back camera model, 256 px.",
            Licence = "Apache-2.0",
            Sha256 = "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2",
            Size = 603_432,
            IsBundled = true,
        },
        new()
        {
            Name = "face-landmarks-68",
            FileName = "face_landmarks_68.onnx",
            Kind = ModelKind.FaceLandmarks,
            Description = "68 landmarks, 112 px.",
            Licence = "MIT",
            Sha256 = "df48e1f47545b57aef59f7f34679f8e5e394a97ca489c65f289606964bebf59d",
            Size = 1_432_978,
            IsBundled = true,
        },
        new()
        {
            Name = "face-embedding-dlib128",
            FileName = "face_embedding_dlib128.onnx",
            Kind = ModelKind.FaceEmbedding,
            Description = "dlib's face descriptor, 150 px, 128 values, weights in 8 bits.",
            Licence = "MIT (weights: public domain)",
            Sha256 = "0693942f9cefbebe101a9c762497e3b20519e4c7ce1b2cd652b4ccc9fcee7d3a",
            Size = 5_646_772,
            IsBundled = true,
        },
        new()
        {
            Name = "face-expression-7",
            FileName = "face_expression_7.onnx",
            Kind = ModelKind.FaceExpression,
            Description = "Seven expressions.",
            Licence = "MIT",
            Sha256 = "b8c14a1b8559598fd4fb4157347e48e2e37b2f1472eef9c742c623f369dd5244",
            Size = 1_300_369,
            IsBundled = true,
        },
        new()
        {
            Name = "yaw",
            FileName = "directions/direction_yaw.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: turns the head; positive: the nose moves to image left.",
            Licence = OwnLicence,
            Sha256 = "86058db45b28e4db37f29c91621cdfbb4b5fa5158c4a31699dac6089554ca16b",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "pitch",
            FileName = "directions/direction_pitch.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: lifts the head; positive: up.",
            Licence = OwnLicence,
            Sha256 = "3bea085ef20fe9737846e0133f149a3399c88ff7c68503e6de5dacdb4298be17",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "smile",
            FileName = "directions/direction_smile.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: smile.",
            Licence = OwnLicence,
            Sha256 = "ca1ad61a7022e476a5c59936cd2328d4abae0e74c182c85deb74f468ffdedd86",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "mouth-open",
            FileName = "directions/direction_mouth_open.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: opens the mouth; weak, use 0 to 8.",
            Licence = OwnLicence,
            Sha256 = "da5fc5c41914f0eb12f119e756a3537166341bde5a9091d9cec0e54dff89f359",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "lighting-lr",
            FileName = "directions/direction_lighting_lr.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: lighting; positive: the image-right half of the face brighter.",
            Licence = OwnLicence,
            Sha256 = "f8e79d51d7bb6e91702832bf5714f3eb2bfc4f935409d71ff45f740d6ba62b52",
            Size = 2_232,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "brightness",
            FileName = "directions/direction_brightness.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: brightness.",
            Licence = OwnLicence,
            Sha256 = "0db8a390999ca026fe5fce086d0d7a98cd666b70d8959f6e990b52a5de6ec065",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "warmth",
            FileName = "directions/direction_warmth.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: colour temperature; positive: warmer.",
            Licence = OwnLicence,
            Sha256 = "a5395c1652b5bb165d9da8123ce7006dad283dfb5a0df5c5e4f18014a7c0aa88",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
        new()
        {
            Name = "background",
            FileName = "directions/direction_background.safetensors",
            Kind = ModelKind.Direction,
            Description = "Direction of demo-faces-128: background; positive: brighter.",
            Licence = OwnLicence,
            Sha256 = "86f1eccdf8692d394fb378177f4539dad2665e6d471bbcd065c426c8089417b3",
            Size = 2_224,
            IsBundled = true,
            Prior = "demo-faces-128",
        },
    ];
}
