namespace Mien.Imaging.Vips;

/// <summary>libvips refused an operation; the message is its own first line.</summary>
internal sealed class VipsException : Exception
{
    public VipsException(string message)
        : base(message)
    {
    }

    /// <summary>Takes libvips's error text, which is one buffer for the whole process, and empties it.</summary>
    public static unsafe VipsException Take(string operation)
    {
        var text = VipsExterns.vips_error_buffer_copy();
        var message = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)text) ?? "";
        VipsExterns.g_free(text);
        var line = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return new VipsException(line ?? $"{operation} failed");
    }
}
