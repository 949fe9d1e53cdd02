namespace Mien.Cli.Hosting;

/// <summary>Arguments that are each well formed but do not fit together or do not fit what they name.</summary>
internal sealed class UsageException(string message) : Exception(message);
