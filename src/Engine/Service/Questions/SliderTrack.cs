namespace MyStyle.Engine.Service.Questions;

/// <summary>What a slider's track shows, with the other sliders where they are.</summary>
/// <param name="Name">The direction's name.</param>
/// <param name="Lower">The least theta inside the allowed hull; NaN if none is.</param>
/// <param name="Upper">The greatest.</param>
/// <param name="Reach">Theta at the ends of the track: as far as the photos lie, a little more.</param>
/// <param name="Cosine">Between the direction and its projection into the person's space.</param>
/// <param name="Dilations">Dilation needed at evenly spaced thetas from -Reach to Reach, so that the track can shade.</param>
public sealed record SliderTrack(string Name, double Lower, double Upper, double Reach, double Cosine, double[] Dilations);
