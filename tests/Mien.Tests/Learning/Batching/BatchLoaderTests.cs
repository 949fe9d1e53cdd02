using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Batching;

public class BatchLoaderTests
{
    private static readonly InputFormat Format = new(1, 8, 8, 0, 1);

    private static readonly AugmentationOptions Varied = new() { Flip = 0.5, Shift = 0.2, Rotation = 20 };

    [Fact]
    public void Each_epoch_goes_once_through_all_rows_in_an_order_of_its_own()
    {
        var orders = Orders(new() { BatchSize = 10, Seed = 3, EndEpoch = 2 }, rows: 50);
        Assert.Equal(Enumerable.Range(0, 50), orders[0].Order());
        Assert.Equal(Enumerable.Range(0, 50), orders[1].Order());
        Assert.NotEqual(orders[0], orders[1]);
        Assert.NotEqual(orders[0], Orders(new() { BatchSize = 10, Seed = 4, EndEpoch = 1 }, rows: 50)[0]);
    }

    [Theory]
    [InlineData(true, 2, 20)]
    [InlineData(false, 3, 25)]
    public void The_last_incomplete_batch_is_dropped_or_kept(bool drop, int batches, int rows)
    {
        using var loader = Loader(new() { BatchSize = 10, DropLast = drop, EndEpoch = 1 }, 25);
        Assert.Equal(batches, loader.BatchesPerEpoch);
        var counts = All(loader).Select(batch => batch.Rows.Length).ToArray();
        Assert.Equal(batches, counts.Length);
        Assert.Equal(rows, counts.Sum());
        Assert.Null(loader.Next());
    }

    [Fact]
    public void A_loader_started_at_a_position_gives_what_the_other_would_have_given()
    {
        var options = new BatchLoaderOptions { BatchSize = 7, Seed = 9, EndEpoch = 3 };
        using var whole = Loader(options, 30);
        var expected = All(whole).Where(batch => batch.Epoch == 2 || batch is { Epoch: 1, Index: >= 2 }).ToArray();
        using var resumed = Loader(options with { StartEpoch = 1, StartBatch = 2, Ahead = 1 }, 30);
        var actual = All(resumed).ToArray();
        Assert.Equal(6, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i].Rows, actual[i].Rows);
            Assert.Equal(expected[i].Inputs, actual[i].Inputs);
        }
    }

    [Fact]
    public void Targets_and_weights_stand_beside_their_rows()
    {
        var data = Data(20);
        var seven = TargetTable.FromLabels(data, "fer2013");
        var votes = TargetTable.FromVotes(data, "ferplus");
        using var loader = new BatchLoader(data, new Augmenter(AugmentationOptions.None, Format), [votes, seven], new() { BatchSize = 4, EndEpoch = 1 });
        while (loader.Next() is { } batch)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Rows[i];
                Assert.Equal(1, batch.Targets(1)[i * 7 + row % 7]);
                Assert.Equal(1, batch.Weights(1)[i]);
                Assert.Equal(row % 2 == 0 ? 1 : 0, batch.Weights(0)[i]);
                Assert.Equal(row % 2 == 0 ? 0.6f : 0f, batch.Targets(0)[i * 8], 1e-6f);
                Assert.Equal(row / 255f, batch.Inputs[i * 64], 1e-6f);
            }
        }
    }

    [Fact]
    public void Rows_that_take_part_in_no_output_are_left_out()
    {
        var data = Data(20);
        using var loader = new BatchLoader(data, new Augmenter(AugmentationOptions.None, Format), [TargetTable.FromVotes(data, "ferplus")], BatchLoaderOptions.OnceInOrder(8));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2 * i), All(loader).SelectMany(batch => batch.Rows));
    }

    [Fact]
    public void Rows_that_repeat_for_balance_are_varied_differently()
    {
        using var loader = new BatchLoader(Data(5), new Augmenter(Varied, Format), [], BatchLoaderOptions.OnceInOrder(3), [4, 4, 4]);
        var inputs = All(loader).Single().Inputs;
        Assert.NotEqual(inputs[..64], inputs[64..128]);
    }

    [Fact]
    public void A_broken_picture_is_told_to_the_reader()
    {
        Sample[] samples = [new(() => throw new DataFormatException("broken.png", 0, null, "is broken."), "broken.png", 0, 1)];
        using var loader = new BatchLoader(new Dataset("folder", LabelSet.Fer2013, samples), new Augmenter(Varied, Format), [], BatchLoaderOptions.OnceInOrder(1));
        Assert.Contains("broken.png", Assert.Throws<DataFormatException>(() => loader.Next()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_can_be_cancelled_and_disposal_ends_the_thread()
    {
        using var gate = new ManualResetEventSlim();
        Sample[] samples = [new(() => { gate.Wait(); return new Image(8, 8, 1); }, "slow.png", 0, 1)];
        var loader = new BatchLoader(new Dataset("folder", LabelSet.Fer2013, samples), new Augmenter(Varied, Format), [], BatchLoaderOptions.OnceInOrder(1));
        using var cancel = new CancellationTokenSource(50);
        Assert.ThrowsAny<OperationCanceledException>(() => loader.Next(cancel.Token));
        gate.Set();
        Assert.NotNull(loader.Next());
        loader.Dispose();
        loader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => loader.Next());
    }

    [Fact]
    public void Too_few_rows_for_a_batch_are_refused() =>
        Assert.Contains("25 rows of rows.csv make no batch of 32", Assert.Throws<ArgumentException>(() => Loader(new() { BatchSize = 32 }, 25)).Message, StringComparison.Ordinal);

    private static BatchLoader Loader(BatchLoaderOptions options, int rows) => new(Data(rows), new Augmenter(Varied, Format), [], options);

    private static Dataset Data(int rows) => new("rows.csv", LabelSet.Fer2013, [.. Enumerable.Range(0, rows).Select(i =>
    {
        var picture = new Image(8, 8, 1);
        for (var p = 0; p < 64; p++)
            picture.Pixels[p] = (byte)(i + p);
        return new Sample(picture, "rows.csv", i + 2, i + 1)
        {
            Label = i % 7,
            Votes = new FerPlusVotes(i % 2 == 0 ? [6, 4, 0, 0, 0, 0, 0, 0, 0, 0] : [1, 0, 0, 0, 0, 0, 0, 0, 0, 9]),
        };
    })]);

    private static int[][] Orders(BatchLoaderOptions options, int rows)
    {
        using var loader = Loader(options, rows);
        return [.. All(loader).GroupBy(batch => batch.Epoch).Select(epoch => epoch.SelectMany(batch => batch.Rows).ToArray())];
    }

    private static List<(int Epoch, int Index, int[] Rows, float[] Inputs)> All(BatchLoader loader)
    {
        var all = new List<(int, int, int[], float[])>();
        while (loader.Next() is { } batch)
            all.Add((batch.Epoch, batch.Index, batch.Rows.ToArray(), batch.Inputs.ToArray()));
        return all;
    }
}
