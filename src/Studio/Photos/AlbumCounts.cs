namespace MyStyle.Studio.Photos;

/// <summary>How many photos stand where.</summary>
/// <param name="Total">All.</param>
/// <param name="New">Nobody has looked at them yet.</param>
/// <param name="Accepted">In the reference set, those to look at included.</param>
/// <param name="ToLookAt">Worth a look.</param>
/// <param name="LeftOut">Not in the reference set.</param>
public sealed record AlbumCounts(int Total, int New, int Accepted, int ToLookAt, int LeftOut);
