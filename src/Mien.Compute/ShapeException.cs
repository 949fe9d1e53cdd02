namespace Mien.Compute;

/// <summary>Inputs that do not fit an operation. Every shape and type fault speaks this way: the operation, the reason, the actual types.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Describes the fault.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="reason">What does not fit, as half a sentence.</param>
    /// <param name="inputs">The actual inputs.</param>
    public ShapeException(string operation, string reason, IReadOnlyList<TensorType> inputs)
        : base($"{operation}: {reason}; inputs: {string.Join(", ", inputs)}.")
    {
    }

    /// <summary>A fault with its full text.</summary>
    /// <param name="message">The text.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>A fault with its full text and cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault without a text.</summary>
    public ShapeException()
    {
    }
}
