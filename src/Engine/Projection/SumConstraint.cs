namespace MyStyle.Engine.Projection;

/// <summary>How coordinates are kept at a sum of one.</summary>
public enum SumConstraint
{
    /// <summary>
    /// What is above -beta is scaled so that the row sums to one: every step stays inside the beta-dilated hull exactly (eq. 2).
    /// </summary>
    ScaledSimplex,

    /// <summary>Every step divides by the sum, as google/mystyle does; entries can end slightly below -beta.</summary>
    DivideEveryStep,

    /// <summary>Only the penalty of eq. 6 acts during the optimisation and the result is divided by its sum, as the paper says.</summary>
    DivideResult,
}
