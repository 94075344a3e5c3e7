using MyStyle.Studio.Data;
using MyStyle.Studio.Results;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Compare;

/// <summary>What a result is compared with.</summary>
public static class ResultComparison
{
    /// <summary>Whether it is one picture of its photo's square; strips and animations are not.</summary>
    public static bool IsPossible(ResultView result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Kind is not ResultKind.Sweep and not ResultKind.Walk;
    }

    /// <summary>The picture before: the photo, or the plain enlargement of a small one.</summary>
    public static ComparedPicture Before(WorkpieceView piece, ResultView result)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Kind != ResultKind.Upscale)
        {
            return new ComparedPicture("Photo", Picture(piece.Person, piece.AlignedSha));
        }

        string factor = ResultRecipe.Order(result.ParametersJson)?.Factor is { } by ? $"&factor={by}" : "";
        return new ComparedPicture("Lanczos", $"/api/people/{piece.Person}/workpieces/{piece.Id}/small?enlarged=true&of={piece.AlignedSha[..8]}{factor}");
    }

    /// <summary>The result.</summary>
    public static ComparedPicture After(ResultView result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ComparedPicture("Result", Picture(result.Person, result.PictureSha));
    }

    /// <summary>Where the picture of the differences is.</summary>
    public static string Difference(WorkpieceView piece, ResultView result)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ArgumentNullException.ThrowIfNull(result);
        return $"/api/people/{piece.Person}/difference/{piece.AlignedSha}/{result.PictureSha}";
    }

    private static string Picture(Guid person, string sha) => $"/api/people/{person}/pictures/{sha}";
}
