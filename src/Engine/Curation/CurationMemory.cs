using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Makes a curated folder forget photos for good: measurements and descriptors of faces are as personal as the photos.</summary>
public static class CurationMemory
{
    /// <summary>Removes everything that was learned of photos: analyses, pictures, decisions. No curation of the folder may run.</summary>
    /// <param name="outputFolder">The curation's output folder.</param>
    /// <param name="contentHashes">SHA-256 of the photo files, lower-case hex.</param>
    /// <exception cref="EngineException">A file cannot be rewritten.</exception>
    public static void Forget(string outputFolder, IReadOnlyCollection<string> contentHashes)
    {
        ArgumentNullException.ThrowIfNull(contentHashes);
        if (!Directory.Exists(outputFolder) || contentHashes.Count == 0)
        {
            return;
        }

        DecisionStore decisions = DecisionStore.Open(outputFolder);
        foreach (string hash in contentHashes)
        {
            decisions.Set(hash, "", null);
        }

        decisions.Save();
        string memory = Path.Combine(outputFolder, Curator.CacheFolder);
        foreach (string path in Directory.EnumerateFiles(outputFolder, "*", SearchOption.AllDirectories).ToList())
        {
            if (contentHashes.Any(hash => Path.GetFileName(path).StartsWith(hash, StringComparison.Ordinal)))
            {
                File.Delete(path);
            }
        }

        string analyses = Path.Combine(memory, Curator.AnalysisFile);
        if (File.Exists(analyses))
        {
            string[] kept = [.. File.ReadLines(analyses, Encoding.UTF8).Where(line => !contentHashes.Any(hash => line.Contains(hash, StringComparison.Ordinal)))];
            AtomicFile.Write(analyses, string.Join('\n', kept) + "\n");
        }
    }
}
