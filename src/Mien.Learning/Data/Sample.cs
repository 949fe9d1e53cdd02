using System.Security.Cryptography;
using Mien.Imaging;

namespace Mien.Learning.Data;

/// <summary>One row of a data set: a picture, what is known of it, and where it came from.</summary>
public sealed class Sample
{
    private readonly Image? _picture;
    private readonly Func<Image>? _load;
    private readonly string _file;

    /// <summary>A row whose picture is in memory.</summary>
    internal Sample(Image picture, string file, int line, int row)
    {
        _picture = picture;
        (_file, Line, Row) = (file, line, row);
    }

    /// <summary>A row whose picture is read when it is asked for.</summary>
    internal Sample(Func<Image> load, string file, int line, int row)
    {
        _load = load;
        (_file, Line, Row) = (file, line, row);
    }

    /// <summary>The class index in the data set's label set, or null where the row has no label.</summary>
    public int? Label { get; init; }

    /// <summary>The FER+ votes, or null.</summary>
    public FerPlusVotes? Votes { get; init; }

    /// <summary>The part of the data set that the row belongs to.</summary>
    public Split Split { get; init; }

    /// <summary>What rows have in common that must never stand on both sides of a split, such as the person; null where nothing is known.</summary>
    public string? Group { get; init; }

    /// <summary>The row's number in its file, 1 for the first data row; in a folder, its place in the order of names.</summary>
    public int Row { get; }

    /// <summary>Where the row came from: <c>file:line</c> for a table, the picture's path for a folder.</summary>
    public string Origin => Line > 0 ? FormattableString.Invariant($"{_file}:{Line}") : _file;

    private int Line { get; }

    /// <summary>The picture: from memory, or read from its file at each call.</summary>
    /// <exception cref="DataFormatException">The file cannot be read as a picture.</exception>
    public Image LoadPicture() => _picture ?? _load!();

    /// <summary>The first 64 bits of the SHA-256 of size and pixels: equal pictures have equal digests.</summary>
    public ulong PixelDigest()
    {
        var picture = LoadPicture();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[32];
        BitConverter.TryWriteBytes(bytes, picture.Width);
        BitConverter.TryWriteBytes(bytes[4..], picture.Height);
        BitConverter.TryWriteBytes(bytes[8..], picture.Channels);
        hash.AppendData(bytes[..12]);
        hash.AppendData(picture.Pixels);
        hash.GetHashAndReset(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    internal Sample With(int? label = null, FerPlusVotes? votes = null, Split? split = null) => _picture is not null
        ? new Sample(_picture, _file, Line, Row) { Label = label ?? Label, Votes = votes ?? Votes, Split = split ?? Split, Group = Group }
        : new Sample(_load!, _file, Line, Row) { Label = label ?? Label, Votes = votes ?? Votes, Split = split ?? Split, Group = Group };
}
