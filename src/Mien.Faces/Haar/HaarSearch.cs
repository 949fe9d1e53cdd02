using System.Runtime.Intrinsics.X86;

namespace Mien.Faces.Haar;

/// <summary>Finds all windows of a picture that pass a cascade.</summary>
internal sealed class HaarSearch
{
    /// <summary>Elements of each integral image of a stripe; both together fill about a third of a 1 MiB second-level cache.</summary>
    private const int StripeElements = 49_152;

    private readonly HaarCascade cascade;
    private readonly int threads;
    private readonly WindowWidth width;

    /// <summary>Prepares a search.</summary>
    /// <param name="cascade">What to look for.</param>
    /// <param name="threads">Threads that work on one picture.</param>
    /// <param name="width">Windows evaluated at once; by default what the processor can do.</param>
    public HaarSearch(HaarCascade cascade, int threads, WindowWidth? width = null)
    {
        (this.cascade, this.threads) = (cascade, threads);
        this.width = width ?? (Vector512Windows.IsSupported ? WindowWidth.Sixteen : Vector256Windows.IsSupported ? WindowWidth.Eight : WindowWidth.One);
    }

    /// <summary>All accepted windows in picture pixels, in the order of levels, rows and columns whatever the number of threads.</summary>
    /// <param name="grey">The picture, one byte a pixel.</param>
    /// <param name="imageWidth">Pixels a row.</param>
    /// <param name="levels">The levels to search.</param>
    /// <param name="cancellationToken">Stops the search between stripes.</param>
    public List<PixelRect> Windows(ReadOnlyMemory<byte> grey, int imageWidth, IReadOnlyList<PyramidLevel> levels, CancellationToken cancellationToken)
    {
        var imageHeight = grey.Length / imageWidth;
        var strides = Enumerable.Range(1, 2).Select(step => Stride(levels, step)).ToArray();
        var layouts = strides.Select((stride, i) => stride > 0 ? new CompiledCascade(cascade, i + 1, stride) : null).ToArray();
        var stripes = levels.SelectMany(level => Stripes(level, new LevelTaps(level, imageWidth, imageHeight), strides[level.Step - 1])).ToArray();
        var found = new List<(int X, int Y)>[stripes.Length];
        var next = -1;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, threads, options, _ =>
        {
            var scan = new StripeScan(width);
            for (int i; (i = Interlocked.Increment(ref next)) < stripes.Length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stripe = stripes[i];
                scan.Run(grey.Span, imageWidth, stripe, layouts[stripe.Level.Step - 1]!, cascade.Height, found[i] = []);
            }
        });
        return [.. stripes.SelectMany((stripe, i) => found[i].Select(at => InPicture(at, stripe.Level.Scale)))];
    }

    /// <summary>One stride for all levels of a step, so that the cascade is laid out once for each.</summary>
    private static int Stride(IEnumerable<PyramidLevel> levels, int step) =>
        levels.Where(level => level.Step == step).Select(level => IntegralStripe.StrideOf(level.Width, step)).DefaultIfEmpty().Max();

    private IEnumerable<Stripe> Stripes(PyramidLevel level, LevelTaps taps, int stride)
    {
        var rows = Math.Max(StripeElements / IntegralStripe.StrideOf(level.Width, level.Step) - cascade.Height, cascade.Height * 2) & ~1;
        for (var top = 0; top < level.SearchHeight; top += rows)
            yield return new Stripe(level, taps, top, Math.Min(top + rows, level.SearchHeight), stride);
    }

    private PixelRect InPicture((int X, int Y) at, float scale) =>
        new(Round(at.X * scale), Round(at.Y * scale), Round(cascade.Width * scale), Round(cascade.Height * scale));

    private static int Round(float value) => (int)MathF.Round(value, MidpointRounding.ToEven);
}
