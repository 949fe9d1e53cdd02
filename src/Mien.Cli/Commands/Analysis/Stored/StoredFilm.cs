using Mien.Cli.Hosting;
using Mien.Emotions.Video;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>
/// A video's results in a file of JSON Lines, as far as they got: what <c>--resume</c> goes on from. Frames are read when they are asked for; only those of the
/// last seconds are kept.
/// </summary>
internal sealed class StoredFilm : IDisposable
{
    // Longer than faces that are gone are remembered, also where few frames are taken.
    private static readonly TimeSpan TailLength = TimeSpan.FromSeconds(6);
    private const int TailFrames = 8;
    private readonly Queue<(FrameResult Frame, bool IsSearched)> tail = new();
    private TimeSpan? searched;

    private StoredFilm(string path, FileStream file, StoredRequest request) => (Path, File, Request) = (path, file, request);

    /// <summary>The file's name.</summary>
    public string Path { get; }

    /// <summary>The file, open for reading and writing by nobody else.</summary>
    public FileStream File { get; }

    /// <summary>What is to be gone on with.</summary>
    public StoredRequest Request { get; }

    /// <summary>What its first line says; null where it has none.</summary>
    public StoredHeader? Header { get; private set; }

    /// <summary>The frames that it holds.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them; null where there is none.</summary>
    public FrameResult? First { get; private set; }

    /// <summary>The last of them; null where there is none.</summary>
    public FrameResult? Last { get; private set; }

    /// <summary>The largest number of a face; 0 where there is none.</summary>
    public int LargestId { get; private set; }

    /// <summary>Where the last whole line ends.</summary>
    public long Length { get; private set; }

    /// <summary>The frames of the last seconds, the oldest first, and which of them were searched for faces, as follows from their times.</summary>
    public IReadOnlyCollection<(FrameResult Frame, bool IsSearched)> Tail => tail;

    /// <summary>Opens a file and reads it through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">What is to be gone on with.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="IOException">It cannot be opened, or another program writes it.</exception>
    /// <exception cref="UsageException">It is about another video, or about other frames of it.</exception>
    /// <exception cref="InvalidDataException">A line of it is not as it was written; the text says which.</exception>
    public static StoredFilm Open(string path, StoredRequest request, CancellationToken cancellation)
    {
        var film = new StoredFilm(path, new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0), request);
        try
        {
            foreach (var frame in film.Read(end => film.Length = end))
            {
                cancellation.ThrowIfCancellationRequested();
                film.Take(frame);
            }
            return film;
        }
        catch
        {
            film.Dispose();
            throw;
        }
    }

    /// <summary>All frames in order, read anew.</summary>
    public IEnumerable<FrameResult> Frames() => Read(_ => { }).Take((int)Math.Min(Count, int.MaxValue));

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private void Take(FrameResult frame)
    {
        (First, Last, Count) = (First ?? frame, frame, Count + 1);
        LargestId = Math.Max(LargestId, frame.Faces.Select(face => face.Id).DefaultIfEmpty(0).Max());
        var isSearched = searched is null || frame.Time - searched >= Request.Search;
        searched = isSearched ? frame.Time : searched;
        tail.Enqueue((frame, isSearched));
        while (tail.Count > TailFrames && frame.Time - tail.ElementAt(1).Frame.Time >= TailLength)
            tail.Dequeue();
    }

    private IEnumerable<FrameResult> Read(Action<long> read)
    {
        var (number, before) = (0L, (FrameResult?)null);
        foreach (var (line, end) in WholeLines.Of(File.SafeFileHandle))
        {
            number++;
            var frame = Read(line, number, before);
            read(end);
            if (frame is null)
                continue;
            yield return before = frame;
        }
    }

    /// <summary>A line's frame; null for the first line.</summary>
    private FrameResult? Read(ReadOnlyMemory<byte> line, long number, FrameResult? before)
    {
        try
        {
            if (number == 1)
            {
                Header = StoredHeader.Read(line);
                Header.Check(Path, Request);
                return null;
            }
            var frame = StoredFrame.Read(line, Request.Labels);
            if (before is not null && frame.Frame != before.Frame + Header!.Every)
                throw new InvalidDataException(FormattableString.Invariant($"frame {frame.Frame} follows frame {before.Frame}, with one of {Header.Every} taken"));
            return frame.Time > before?.Time || before is null ? frame : throw new InvalidDataException("its time is not after that of the frame before");
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{Path}, line {number}: {fault.Message}; --resume cannot go on from it."), fault);
        }
    }
}
