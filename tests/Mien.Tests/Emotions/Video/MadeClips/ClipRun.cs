using Mien.Emotions.Video;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What the analyzer made of a clip.</summary>
/// <param name="Script">The truth.</param>
/// <param name="Results">A result a frame.</param>
/// <param name="Events">The events of all faces.</param>
internal sealed record ClipRun(ClipScript Script, IReadOnlyList<ClipResult> Results, IReadOnlyList<PersonEvent> Events);
