namespace Mien.Cli.Hosting;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>All done; a picture without a face is a result.</summary>
    public const int Done = 0;

    /// <summary>Some input failed; the others are done and written.</summary>
    public const int Failed = 1;

    /// <summary>The arguments were not understood; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C or a request to end.</summary>
    public const int Interrupted = 130;
}
