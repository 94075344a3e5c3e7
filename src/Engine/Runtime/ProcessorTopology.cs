namespace MyStyle.Engine.Runtime;

/// <summary>How many cores there are to work on.</summary>
internal static class ProcessorTopology
{
    /// <summary>Physical cores this process may use, at least 1: a second thread on a core slows convolutions down.</summary>
    public static int PhysicalCores()
    {
        int allowed = Environment.ProcessorCount;
        try
        {
            var cores = new HashSet<string>(StringComparer.Ordinal);
            foreach (string cpu in Directory.EnumerateDirectories("/sys/devices/system/cpu", "cpu*"))
            {
                string siblings = Path.Combine(cpu, "topology", "thread_siblings_list");
                if (File.Exists(siblings))
                {
                    cores.Add(File.ReadAllText(siblings).Trim());
                }
            }

            return cores.Count > 0 ? Math.Clamp(cores.Count, 1, allowed) : allowed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return allowed;
        }
    }
}
