namespace MyStyle.Engine.Hull;

/// <summary>Which space a direction is projected onto.</summary>
public enum DirectionForm
{
    /// <summary>Directions between anchors, span{w_i - mean}: gamma sums to zero, so an edited alpha keeps summing to one.</summary>
    Affine,

    /// <summary>The linear span of the anchors, as the reference does: gamma need not sum to zero.</summary>
    Span,
}
