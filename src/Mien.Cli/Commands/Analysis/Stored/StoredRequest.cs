using Mien.Emotions;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>What <c>--resume</c> is to go on with; stored results must fit it.</summary>
/// <param name="Video">The video, as it is named now.</param>
/// <param name="Info">The video as it is now.</param>
/// <param name="Reading">What of it is asked for.</param>
/// <param name="Labels">The model's classes.</param>
/// <param name="Fingerprint">The recognizer's.</param>
/// <param name="Search">The time between two searches of the analysis.</param>
internal sealed record StoredRequest(string Video, VideoInfo Info, VideoReaderOptions Reading, LabelSet Labels, string Fingerprint, TimeSpan Search);
