namespace MyStyle.Engine.Service.Questions;

/// <summary>One slider of an edit.</summary>
/// <param name="Name">The direction's name.</param>
/// <param name="Vector">The direction of W, [dim W]; its length is the unit of theta.</param>
/// <param name="Theta">How far along it.</param>
public sealed record SliderSetting(string Name, double[] Vector, double Theta);
