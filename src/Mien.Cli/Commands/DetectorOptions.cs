using System.CommandLine;
using Mien.Cli.Hosting;

namespace Mien.Cli.Commands;

/// <summary>The options that say who finds faces: <c>--detector</c>, <c>--min-face</c>, and <c>--cascade</c> and <c>--no-retry</c> of the Haar cascade.</summary>
internal sealed class DetectorOptions
{
    private const string Haar = "haar";

    private readonly Option<string?> detector = new("--detector")
    {
        Description = "A YuNet ONNX file that finds faces, or haar (the default)",
        HelpName = "FILE|haar",
    };

    private readonly Option<int?> minFace = OptionKinds.WholeOrNone("--min-face", "The smallest face in pixels; smaller ones take longer", 0, 100_000);
    private readonly Option<string?> cascade = new("--cascade") { Description = "An OpenCV Haar cascade instead of the frontal default", HelpName = "FILE" };
    private readonly Option<bool> noRetry = new("--no-retry") { Description = "Haar: do not search a picture without a face again with a border" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { detector, minFace, cascade, noRetry })
            command.Add(option);
    }

    /// <summary>The YuNet file; null for the Haar cascade.</summary>
    /// <exception cref="UsageException">Options of both are given.</exception>
    public string? Path(ParseResult parsed)
    {
        if (parsed.GetValue(detector) is not { } path || path == Haar)
            return null;
        if (parsed.GetValue(cascade) is not null)
            throw new UsageException("--cascade belongs to the Haar detector; leave it or --detector out");
        return path;
    }

    /// <summary>The smallest face, or null for the detector's own.</summary>
    public int? MinFace(ParseResult parsed) => parsed.GetValue(minFace);

    /// <summary>The cascade file, or null for the default.</summary>
    public string? Cascade(ParseResult parsed) => parsed.GetValue(cascade);

    /// <summary>Whether a picture without a face is tried again.</summary>
    public bool Retry(ParseResult parsed) => !parsed.GetValue(noRetry);
}
