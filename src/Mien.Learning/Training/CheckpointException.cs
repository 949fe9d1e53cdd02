namespace Mien.Learning.Training;

/// <summary>A checkpoint that cannot be continued from; the message says which file, why, and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>A fault with its text.</summary>
    /// <param name="message">The text.</param>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>A fault with its text and cause.</summary>
    /// <param name="message">The text.</param>
    /// <param name="innerException">The cause.</param>
    public CheckpointException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault without a text.</summary>
    public CheckpointException()
    {
    }
}
