namespace Mien.Compute.OneDnn;

/// <summary>A call of oneDNN that failed: which one, its status, and on what.</summary>
public sealed class OneDnnException : Exception
{
    internal OneDnnException(string call, int status, string subject)
        : base($"oneDNN {call}: {Describe(status)} ({status}), {subject}")
    {
        Status = status;
    }

    /// <summary>A failure with its full text.</summary>
    /// <param name="message">The text.</param>
    public OneDnnException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its full text and cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public OneDnnException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A failure without a text.</summary>
    public OneDnnException()
    {
    }

    /// <summary>oneDNN's status: 1 out of memory, 2 invalid arguments, 3 not implemented.</summary>
    public int Status { get; }

    internal static void ThrowIfFailed(int status, string call, string subject)
    {
        if (status != 0)
            throw new OneDnnException(call, status, subject);
    }

    private static string Describe(int status) => status switch
    {
        1 => "out of memory",
        2 => "invalid arguments",
        3 => "not implemented",
        4 => "last implementation reached",
        5 => "runtime error",
        6 => "not required",
        _ => "failed",
    };
}
