namespace Mien.Neural;

/// <summary>A file of weights that cannot be used. The text names the file, the place in it (node, tensor or field), what is wrong and what would do.</summary>
public sealed class ModelFormatException : Exception
{
    /// <summary>Describes the fault.</summary>
    /// <param name="message">The full text.</param>
    public ModelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Describes the fault and its cause.</summary>
    /// <param name="message">The full text.</param>
    /// <param name="innerException">The cause.</param>
    public ModelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A fault without a text.</summary>
    public ModelFormatException()
    {
    }
}
