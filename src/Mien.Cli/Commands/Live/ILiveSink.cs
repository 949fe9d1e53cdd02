using Mien.Emotions.Video;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Live;

/// <summary>Something that what a camera sees goes to, while it runs. It is ended once, whatever ended the run; disposing it frees what it holds.</summary>
internal interface ILiveSink : IDisposable
{
    /// <summary>The camera runs.</summary>
    /// <param name="source">What it was called.</param>
    /// <param name="info">What is known of it, with the size of the frames that are read.</param>
    void Begin(string source, VideoInfo info)
    {
    }

    /// <summary>Takes a change, before the frame with which it is certain.</summary>
    /// <param name="change">Who shows what.</param>
    /// <param name="picture">The frame, not drawn on.</param>
    void Take(EmotionChange change, Image picture)
    {
    }

    /// <summary>Takes a frame with its picture, in which those who show it may draw: they come last.</summary>
    /// <returns>False where nobody wants to see more.</returns>
    bool Take(FrameResult frame) => true;

    /// <summary>No more comes.</summary>
    void End()
    {
    }
}
