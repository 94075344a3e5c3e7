using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Models;

/// <summary>Fetches one file, going on where an earlier attempt stopped.</summary>
internal sealed class Downloader(HttpClient client)
{
    private const int BufferSize = 1 << 17;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    /// <summary>Fetches <paramref name="source"/> into <paramref name="partial"/>; what is there already is kept and continued.</summary>
    /// <exception cref="EngineException">The server refuses, cannot be reached, or stops answering; what arrived is kept.</exception>
    public async Task FetchAsync(ModelSource source, string partial, IProgress<InstallProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(partial)!);
        while (true)
        {
            long before = Length(partial);
            try
            {
                await AttemptAsync(source, partial, before, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                // A line that drops now and then still gets there; one that brings nothing more does not.
                if (Length(partial) > before)
                {
                    continue;
                }

                string kept = before > 0
                    ? string.Create(CultureInfo.InvariantCulture, $" The {before:N0} bytes that arrived are kept; run the command again to go on.")
                    : " Download it elsewhere and give it with --from FILE if this machine has no network.";
                throw new EngineException($"{source.Address} cannot be downloaded: {Reason(e)}.{kept}", e);
            }
        }
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static string Reason(Exception e) => (e.InnerException ?? e).Message.TrimEnd('.').ReplaceLineEndings(" ");

    private async Task AttemptAsync(
        ModelSource source, string partial, long have, IProgress<InstallProgress>? progress, CancellationToken cancellation)
    {
        if (source.Size is { } size && have >= size)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, source.Address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
        }

        using HttpResponseMessage response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing is left to send: either the whole file is here, or what is here is not the beginning of it. The hash tells.
            return;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Address} cannot be downloaded: the server answers {(int)response.StatusCode} ({response.ReasonPhrase})."));
        }

        bool resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        long done = resumes ? have : 0;
        long? total = response.Content.Headers.ContentLength + done;
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var file = new FileStream(partial, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
        var buffer = new byte[BufferSize];
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(Stall);
        for (int read; (read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false)) > 0;)
        {
            stall.CancelAfter(Stall);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            done += read;
            progress?.Report(new InstallProgress(source.FileName, done, total));
        }

        if (total is { } all && done < all)
        {
            throw new IOException("the connection ended early");
        }
    }
}
