namespace MyStyle.Engine.People;

/// <summary>How weights are kept on disk.</summary>
public enum WeightPrecision
{
    /// <summary>16-bit floats: half the space; tensors whose values do not fit stay in 32 bits.</summary>
    Float16,

    /// <summary>32-bit floats.</summary>
    Float32,
}
