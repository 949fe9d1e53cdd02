namespace Mien.Imaging.Video;

/// <summary>
/// One frame of a video as planes of luma and chroma (4:2:0), with its number and time. It owns its buffers and lends them out; a
/// <see cref="VideoReader"/> exchanges them at the next read.
/// </summary>
public sealed class VideoFrame
{
    private byte[] _data = [];
    private PlaneScaler? _scaler;

    /// <summary>Pixels a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Samples a row of <see cref="U"/> and <see cref="V"/>: half the width, rounded up.</summary>
    public int ChromaWidth => (Width + 1) / 2;

    /// <summary>Rows of <see cref="U"/> and <see cref="V"/>: half the height, rounded up.</summary>
    public int ChromaHeight => (Height + 1) / 2;

    /// <summary>
    /// The number of the frame among those that can be decoded, from 0. Where the reading starts later, it is the time of the first frame
    /// times the average rate, which is exact for constant rates.
    /// </summary>
    public long Index { get; internal set; }

    /// <summary>When the frame is shown, from the beginning of the file, after the frame before; the first may come later than zero.</summary>
    public TimeSpan Time { get; internal set; }

    /// <summary>Whether luma runs from 0 (black) to 255 (white); otherwise from 16 to 235.</summary>
    public bool IsFullRange { get; internal set; }

    /// <summary>How luma and chroma make red, green and blue.</summary>
    public YuvMatrix Matrix { get; internal set; }

    /// <summary><see cref="Width"/> × <see cref="Height"/> samples of brightness as the file has them, row by row.</summary>
    public ReadOnlySpan<byte> Luma => _data.AsSpan(0, Width * Height);

    /// <summary>The blue difference, 128 for none: <see cref="ChromaWidth"/> × <see cref="ChromaHeight"/> samples.</summary>
    public ReadOnlySpan<byte> U => _data.AsSpan(Width * Height, ChromaWidth * ChromaHeight);

    /// <summary>The red difference, 128 for none: <see cref="ChromaWidth"/> × <see cref="ChromaHeight"/> samples.</summary>
    public ReadOnlySpan<byte> V => _data.AsSpan((Width * Height) + (ChromaWidth * ChromaHeight), ChromaWidth * ChromaHeight);

    /// <summary>What holds the samples, and perhaps more.</summary>
    internal byte[] Buffer => _data;

    /// <summary>All planes, to be filled.</summary>
    internal Span<byte> Samples => _data.AsSpan(0, (Width * Height) + (2 * ChromaWidth * ChromaHeight));

    /// <summary>The frame in grey, 0 black to 255 white.</summary>
    /// <returns>A new picture of one channel and the frame's size.</returns>
    public Image ToGrey()
    {
        var image = new Image(Width, Height, 1);
        CopyGrey(image);
        return image;
    }

    /// <summary>Fills a picture with the frame in grey, 0 black to 255 white.</summary>
    /// <param name="target">One channel; of another size than the frame, the frame is scaled by area means.</param>
    /// <exception cref="ArgumentException">It has three channels.</exception>
    public void CopyGrey(Image target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Channels != 1)
            throw new ArgumentException("A grey frame needs a picture of one channel.", nameof(target));
        var luma = Scaled(target.Width, target.Height)[0].Scale(Luma);
        if (IsFullRange)
            luma.CopyTo(target.Pixels);
        else
            LumaExpansion.Expand(luma, target.Pixels);
    }

    /// <summary>The frame in colour.</summary>
    /// <returns>A new picture of three channels and the frame's size.</returns>
    public Image ToRgb() => ToRgb(Width, Height);

    /// <summary>The frame in colour and in another size, by area means, in one pass.</summary>
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <returns>A new picture of three channels.</returns>
    public Image ToRgb(int width, int height)
    {
        var image = new Image(width, height, 3);
        CopyRgb(image);
        return image;
    }

    /// <summary>Fills a picture with the frame in colour.</summary>
    /// <param name="target">Three channels; of another size than the frame, the frame is scaled by area means.</param>
    /// <exception cref="ArgumentException">It has one channel.</exception>
    public void CopyRgb(Image target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Channels != 3)
            throw new ArgumentException("A frame in colour needs a picture of three channels.", nameof(target));
        var conversion = new YuvConversion(Matrix, IsFullRange);
        if ((target.Width, target.Height) == (Width, Height))
        {
            for (var y = 0; y < Height; y++)
            {
                var chroma = (y / 2) * ChromaWidth;
                conversion.ConvertHalf(Luma.Slice(y * Width, Width), U.Slice(chroma, ChromaWidth), V.Slice(chroma, ChromaWidth), target.Row(y));
            }

            return;
        }

        var scaler = Scaled(target.Width, target.Height);
        conversion.Convert(scaler[0].Scale(Luma), scaler[1].Scale(U), scaler[2].Scale(V), target.Pixels);
    }

    /// <summary>Makes room for a frame of this size.</summary>
    internal void Prepare(int width, int height)
    {
        (Width, Height) = (width, height);
        var length = (width * height) + (2 * ChromaWidth * ChromaHeight);
        if (_data.Length < length)
            _data = GC.AllocateUninitializedArray<byte>(length);
    }

    /// <summary>Swaps the contents of two frames without copying samples.</summary>
    internal void Exchange(VideoFrame other)
    {
        (_data, other._data) = (other._data, _data);
        (Width, other.Width) = (other.Width, Width);
        (Height, other.Height) = (other.Height, Height);
        (Index, other.Index) = (other.Index, Index);
        (Time, other.Time) = (other.Time, Time);
        (IsFullRange, other.IsFullRange) = (other.IsFullRange, IsFullRange);
        (Matrix, other.Matrix) = (other.Matrix, Matrix);
    }

    private PlaneScaler Scaled(int width, int height)
    {
        if (_scaler?.Fits(Width, Height, width, height) != true)
            _scaler = new PlaneScaler(Width, Height, width, height);
        return _scaler;
    }
}
