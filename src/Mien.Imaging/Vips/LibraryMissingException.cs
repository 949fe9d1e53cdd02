namespace Mien.Imaging.Vips;

/// <summary>A native library that the job needs is not on this machine, or cannot be used; the message ends with the way to install it.</summary>
public sealed class LibraryMissingException : Exception
{
    /// <summary>Says which library is missing.</summary>
    /// <param name="message">One sentence with the command that installs it.</param>
    public LibraryMissingException(string message)
        : base(message)
    {
    }
}
