using MyStyle.Studio.Files;

namespace MyStyle.Studio.Components.Pages.Settings;

/// <summary>How much the data folder holds.</summary>
internal static class FolderSize
{
    /// <summary>Bytes of all files below the folder; files that vanish meanwhile are not counted.</summary>
    public static Task<long> OfAsync(DataFolder folder, CancellationToken cancellation) => Task.Run(
        () =>
        {
            long total = 0;
            EnumerationOptions all = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
            foreach (FileInfo file in new DirectoryInfo(folder.Root).EnumerateFiles("*", all))
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    total += file.Length;
                }
                catch (FileNotFoundException)
                {
                    // Somebody removed it.
                }
            }

            return total;
        },
        cancellation);
}
