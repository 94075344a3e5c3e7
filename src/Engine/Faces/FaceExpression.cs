namespace MyStyle.Engine.Faces;

/// <summary>How a face looks: seven shares that sum to one.</summary>
/// <param name="Neutral">No expression.</param>
/// <param name="Happy">Smiling, laughing.</param>
/// <param name="Sad">Sad.</param>
/// <param name="Angry">Angry.</param>
/// <param name="Fearful">Afraid.</param>
/// <param name="Disgusted">Disgusted.</param>
/// <param name="Surprised">Surprised.</param>
public sealed record FaceExpression(double Neutral, double Happy, double Sad, double Angry, double Fearful, double Disgusted, double Surprised)
{
    /// <summary>The name of the largest share, in lower case.</summary>
    public string Strongest
        => new[] { (Neutral, "neutral"), (Happy, "happy"), (Sad, "sad"), (Angry, "angry"), (Fearful, "fearful"), (Disgusted, "disgusted"), (Surprised, "surprised") }
            .MaxBy(p => p.Item1).Item2;
}
