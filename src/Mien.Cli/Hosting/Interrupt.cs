using System.Runtime.InteropServices;

namespace Mien.Cli.Hosting;

/// <summary>Turns Ctrl-C and requests to end into a cancellation; a second one ends the program at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>Cancelled by the first signal. Signals are listened to from the first look at it: short commands end at once.</summary>
    public CancellationToken Token
    {
        get
        {
            if (registrations.Count == 0)
            {
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel));
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel));
            }
            return source.Token;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
