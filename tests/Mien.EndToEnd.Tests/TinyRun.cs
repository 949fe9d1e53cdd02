using System.Globalization;
using System.Text;

namespace Mien.EndToEnd.Tests;

/// <summary>Data small enough to train on in seconds, and an uninterrupted run on it.</summary>
public sealed class TinyRun : IAsyncLifetime
{
    private const int RowsPerSplit = 48;

    /// <summary>Holds all that the tests make.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mien-").FullName;

    public string Data => PathOf("tiny.csv");

    public string Recipe => PathOf("tiny.yaml");

    /// <summary>The folder of a run that nothing stopped.</summary>
    public string Whole => PathOf("whole");

    public string Model => Path.Combine(Whole, "best.onnx");

    public string PathOf(string name) => Path.Combine(Folder, name);

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Data, Table());
        await File.WriteAllTextAsync(
            Recipe,
            """
            format: 1
            name: tiny
            network: { name: small, widthFactor: 0.0625, dropout: 0.2 }
            outputs: [{ labels: fer2013 }]
            augmentation: { flip: 0.5, rotation: 5 }
            training: { epochs: 25, batch: 8, precision: f32, threads: 1 }
            """);
        var run = await MienProcess.Run(Train(Whole));
        Assert.Equal(0, run.ExitCode);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The arguments that train into a folder.</summary>
    internal string[] Train(string folder, params string[] more) => ["train", Recipe, "--data", Data, "--out", folder, .. more];

    /// <summary>The arrays of a run's checkpoint: all but the header, which holds the run's time, and the checksum.</summary>
    internal static byte[] Arrays(string folder)
    {
        var content = File.ReadAllBytes(CheckpointOf(folder));
        return content[(16 + BitConverter.ToInt32(content, 12))..^32];
    }

    internal static string CheckpointOf(string folder) => Path.Combine(folder, "last.ckpt");

    /// <summary>Each class is a bright bar at its own place, with noise.</summary>
    private static string Table()
    {
        var random = new Random(5);
        var text = new StringBuilder("emotion,pixels,Usage\n");
        foreach (var split in (string[])["Training", "PublicTest", "PrivateTest"])
        {
            for (var row = 0; row < RowsPerSplit; row++)
            {
                var pixels = Enumerable.Range(0, 48 * 48).Select(i => random.Next(60) + (i / 48 / 7 == row % 7 ? 180 : 20));
                text.Append(CultureInfo.InvariantCulture, $"{row % 7},{string.Join(' ', pixels)},{split}\n");
            }
        }
        return text.ToString();
    }
}
