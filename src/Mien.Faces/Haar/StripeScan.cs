using System.Numerics;

namespace Mien.Faces.Haar;

/// <summary>Scratch of one thread that looks through stripes of pyramid levels. A stripe is some rows of windows of one level.</summary>
internal sealed unsafe class StripeScan
{
    private readonly IntegralStripe integral = new();
    private readonly WindowWidth width;
    private float[] factors = [];
    private ulong[] rejected = [];
    private ulong[] accepted = [];

    /// <summary>Makes the scratch.</summary>
    /// <param name="width">Windows evaluated at once.</param>
    public StripeScan(WindowWidth width) => this.width = width;

    /// <summary>Adds the windows of a stripe that pass the whole cascade, row by row.</summary>
    /// <param name="grey">The picture, one byte a pixel.</param>
    /// <param name="imageWidth">Pixels a row of the picture.</param>
    /// <param name="stripe">What to look through.</param>
    /// <param name="cascade">The layout that fits the stripe's step.</param>
    /// <param name="windowHeight">Rows of a window.</param>
    /// <param name="found">Receives (column, row) pairs in pixels of the level.</param>
    public void Run(ReadOnlySpan<byte> grey, int imageWidth, in Stripe stripe, CompiledCascade cascade, int windowHeight, List<(int X, int Y)> found)
    {
        var level = stripe.Level;
        integral.Fill(grey, imageWidth, stripe.Taps, stripe.Top, stripe.Bottom - stripe.Top + windowHeight - 1, stripe.Stride);
        Reserve(level.Columns);
        fixed (int* sums = integral.Sums, squares = integral.Squares)
        {
            for (var y = stripe.Top; y < stripe.Bottom; y += level.Step)
            {
                var row = (y - stripe.Top) * stripe.Stride;
                FirstStage(cascade, sums + row, squares + row, level.Columns);
                SkipChain.Apply(rejected, accepted);
                LaterStages(cascade, sums + row, y, level.Step, found);
            }
        }
    }

    private void Reserve(int columns)
    {
        var words = (columns + 63) / 64;
        if (factors.Length < words * 64)
            factors = new float[words * 64];
        if (rejected.Length != words)
            (rejected, accepted) = (new ulong[words], new ulong[words]);
    }

    private void FirstStage(CompiledCascade cascade, int* sums, int* squares, int columns)
    {
        fixed (float* factor = factors)
        {
            for (var word = 0; word < rejected.Length; word++)
            {
                var (count, start) = (Math.Min(64, columns - word * 64), word * 64);
                var (flat, pass) = width switch
                {
                    WindowWidth.Sixteen => First512(cascade, sums + start, squares + start, factor + start, count),
                    WindowWidth.Eight => First256(cascade, sums + start, squares + start, factor + start, count),
                    _ => FirstScalar(cascade, sums + start, squares + start, factor + start, count),
                };
                var there = count == 64 ? ulong.MaxValue : (1ul << count) - 1;
                accepted[word] = pass & ~flat & there;
                rejected[word] = ~pass & ~flat & there;
            }
        }
    }

    private static (ulong Flat, ulong Pass) First512(CompiledCascade cascade, int* sums, int* squares, float* factor, int count)
    {
        var (flat, pass) = (0ul, 0ul);
        for (var x = 0; x < count; x += Vector512Windows.Lanes)
        {
            var flats = Vector512Windows.Factors(cascade, sums + x, squares + x, factor + x);
            flat |= (ulong)flats << x;
            pass |= (ulong)Vector512Windows.Stage(cascade, cascade.Stages[0], sums + x, factor + x) << x;
        }
        return (flat, pass);
    }

    private static (ulong Flat, ulong Pass) First256(CompiledCascade cascade, int* sums, int* squares, float* factor, int count)
    {
        var (flat, pass) = (0ul, 0ul);
        for (var x = 0; x < count; x += Vector256Windows.Lanes)
        {
            var flats = Vector256Windows.Factors(cascade, sums + x, squares + x, factor + x);
            flat |= (ulong)flats << x;
            pass |= (ulong)Vector256Windows.Stage(cascade, cascade.Stages[0], sums + x, factor + x) << x;
        }
        return (flat, pass);
    }

    private static (ulong Flat, ulong Pass) FirstScalar(CompiledCascade cascade, int* sums, int* squares, float* factor, int count)
    {
        var (flat, pass) = (0ul, 0ul);
        for (var x = 0; x < count; x++)
        {
            factor[x] = ScalarWindows.Factor(cascade, sums + x, squares + x);
            if (!(factor[x] < cascade.FlatFactor))
                flat |= 1ul << x;
            else if (ScalarWindows.Stage(cascade, cascade.Stages[0], sums + x, factor[x]))
                pass |= 1ul << x;
        }
        return (flat, pass);
    }

    private void LaterStages(CompiledCascade cascade, int* sums, int y, int step, List<(int X, int Y)> found)
    {
        var lanes = (int)width;
        var mask = (1ul << lanes) - 1;
        fixed (float* factor = factors)
        {
            for (var word = 0; word < accepted.Length; word++)
            {
                for (var live = accepted[word]; live != 0;)
                {
                    var x = BitOperations.TrailingZeroCount(live) / lanes * lanes;
                    var start = word * 64 + x;
                    var survivors = Survivors(cascade, sums + start, factor + start, (uint)(live >> x & mask));
                    for (; survivors != 0; survivors &= survivors - 1)
                        found.Add(((start + BitOperations.TrailingZeroCount(survivors)) * step, y));
                    live &= ~(mask << x);
                }
            }
        }
    }

    /// <summary>All lanes together while several live, the last one alone.</summary>
    private uint Survivors(CompiledCascade cascade, int* windows, float* factor, uint live)
    {
        var stages = cascade.Stages;
        var stage = 1;
        for (; (live & (live - 1)) != 0 && stage < stages.Length; stage++)
            live &= width == WindowWidth.Sixteen
                ? Vector512Windows.Stage(cascade, stages[stage], windows, factor)
                : Vector256Windows.Stage(cascade, stages[stage], windows, factor);
        if (live == 0 || stage == stages.Length)
            return live;
        var lane = BitOperations.TrailingZeroCount(live);
        return ScalarWindows.Passes(cascade, windows + lane, factor[lane], stage) ? live : 0;
    }
}
