using System.CommandLine;
using Mien.Compute;

namespace Mien.Cli.Hosting;

/// <summary>The options <c>--backend</c>, <c>--precision</c> and <c>--threads</c>, and what of them this machine has.</summary>
internal sealed class ComputeOptions
{
    private const string OneDnn = "onednn";
    private readonly Option<string?> backend = OptionKinds.Choice("--backend", "Whose kernels; onednn where it is found", null, OneDnn, "managed");
    private readonly Option<string?> precision = OptionKinds.Choice("--precision", "The element type of activations", "f32", "f32", "bf16");
    private readonly Option<int> threads = OptionKinds.Whole("--threads", "Threads of the work; 0 means one a core", 0, 0, 1024);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(precision);
        command.Add(backend);
        command.Add(threads);
    }

    /// <summary>Adds <c>--backend</c> alone, where a recipe says the rest.</summary>
    public void AddBackendTo(Command command) => command.Add(backend);

    /// <summary>Adds <c>--threads</c> alone, beside <see cref="AddBackendTo"/>.</summary>
    public void AddThreadsTo(Command command) => command.Add(threads);

    /// <summary>Whether a number of threads is asked for.</summary>
    public bool AsksForThreads(ParseResult parsed) => parsed.GetValue(threads) > 0;

    /// <summary>The threads asked for; one a core where none are.</summary>
    public int Threads(ParseResult parsed) => parsed.GetValue(threads) is > 0 and var given ? given : Environment.ProcessorCount;

    /// <summary>Opens the back end.</summary>
    /// <exception cref="UsageException">oneDNN is asked for and not here.</exception>
    public IBackend OpenBackend(ParseResult parsed, Shell shell) => OpenBackend(parsed.GetValue(backend), shell);

    /// <summary>Opens the back end. A precision that it lacks becomes f32, with one line that says so.</summary>
    /// <exception cref="UsageException">oneDNN is asked for and not here.</exception>
    public ComputeChoice Open(ParseResult parsed, Shell shell)
    {
        var chosen = OpenBackend(parsed.GetValue(backend), shell);
        var count = Threads(parsed);
        if (parsed.GetValue(precision) != "bf16")
            return new ComputeChoice(chosen, ElementType.Float32, count);
        if (chosen.Supports(ElementType.BFloat16))
            return new ComputeChoice(chosen, ElementType.BFloat16, count);
        shell.Note($"the back end {chosen.Name} has no bf16 on this processor; running in f32");
        return new ComputeChoice(chosen, ElementType.Float32, count);
    }

    private static IBackend OpenBackend(string? name, Shell shell)
    {
        try
        {
            var found = Backends.Create(name, out var status);
            if (name is null && found.Name != OneDnn)
                shell.Note(status);
            return found;
        }
        catch (NotSupportedException missing)
        {
            throw new UsageException(missing.Message);
        }
    }
}
