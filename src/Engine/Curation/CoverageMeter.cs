namespace MyStyle.Engine.Curation;

/// <summary>Measures what the accepted photos cover.</summary>
internal static class CoverageMeter
{
    // About the width of "front" by eye; the smile line is the middle of a bimodal distribution.
    private const double TurnedYaw = 10;
    private const double RaisedPitch = 10;
    private const double Smiling = 0.5;
    private const double RareShare = 0.04;
    private const int MostRedundant = 10;
    private static readonly string[] Poses = ["left", "front", "right", "up", "down"];
    private static readonly string[] Expressions = ["serious", "smiling"];

    public static Coverage Measure(IReadOnlyList<CuratedPhoto> accepted, IReadOnlyList<byte[]> patches, PairDistances? distances)
    {
        FaceMeasures[] m = [.. accepted.Select(p => p.Measures!)];
        PoseCell[] cells =
        [
            .. Poses.SelectMany(pose => Expressions.Select(e => new PoseCell(pose, e, m.Count(x => Pose(x) == pose && Expression(x) == e)))),
        ];
        return new Coverage
        {
            Count = accepted.Count,
            MeanDistance = distances?.Mean,
            DistanceName = distances?.Name,
            DistanceSample = distances?.Files.Count ?? 0,
            Spreads =
            [
                Spread.Of("yaw", "degrees, positive: nose to the right of the picture", m.Select(x => x.Yaw)),
                Spread.Of("pitch", "degrees, positive: nose up", m.Select(x => x.Pitch)),
                Spread.Of("smile", "share of happy, 0 to 1", m.Select(x => x.Smile)),
                Spread.Of("mouth_open", "gap over eye distance", m.Select(x => x.MouthOpen)),
                Spread.Of("light", "ln of right over left half", m.Select(x => x.Light)),
                Spread.Of("brightness", "luma of the face, 0 to 255", m.Select(x => x.Brightness)),
            ],
            Cells = cells,
            Missing = Missing(cells, accepted.Count),
            AddLeast = distances is null ? ByPatch(accepted, patches) : ByDistance(distances),
        };
    }

    internal static string Pose(FaceMeasures m)
        => m.Yaw < -TurnedYaw ? "left" : m.Yaw > TurnedYaw ? "right" : m.Pitch > RaisedPitch ? "up" : m.Pitch < -RaisedPitch ? "down" : "front";

    private static string Expression(FaceMeasures m) => m.Smile >= Smiling ? "smiling" : "serious";

    private static List<string> Missing(IReadOnlyList<PoseCell> cells, int count)
    {
        List<string> missing = [];
        foreach (PoseCell cell in cells.Where(c => c.Count < RareShare * count || c.Count == 0).OrderBy(c => c.Count))
        {
            string pose = cell.Pose switch
            {
                "left" => "turned to the left of the picture",
                "right" => "turned to the right of the picture",
                "up" => "looking up",
                "down" => "looking down",
                _ => "facing the camera",
            };
            missing.Add(cell.Count == 0
                ? $"No photo {pose}, {cell.Expression}."
                : $"Only {cell.Count} of {count} photos {pose}, {cell.Expression}.");
        }

        return missing;
    }

    private static IReadOnlyList<RedundantPhoto> ByPatch(IReadOnlyList<CuratedPhoto> accepted, IReadOnlyList<byte[]> patches)
    {
        List<RedundantPhoto> all = [];
        for (int i = 0; i < patches.Count; i++)
        {
            int nearest = -1;
            double best = double.NegativeInfinity;
            for (int j = 0; j < patches.Count; j++)
            {
                double correlation = i == j ? double.NegativeInfinity : DuplicateFinder.Correlation(patches[i], patches[j]);
                if (correlation > best)
                {
                    best = correlation;
                    nearest = j;
                }
            }

            if (nearest >= 0)
            {
                all.Add(new RedundantPhoto(accepted[i].File, accepted[nearest].File, 1 - best));
            }
        }

        return [.. all.OrderBy(r => r.Distance).Take(MostRedundant)];
    }

    private static IReadOnlyList<RedundantPhoto> ByDistance(PairDistances distances)
        => [.. Enumerable.Range(0, distances.Files.Count).Select(distances.Nearest).OfType<RedundantPhoto>().OrderBy(r => r.Distance).Take(MostRedundant)];
}
