namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Labelled faces that made persons show.</summary>
internal interface IGallery
{
    /// <summary>The labels that there are.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Whether one label has many faces, each of another person.</summary>
    bool HasManyPeople { get; }

    /// <summary>A face with a label.</summary>
    Expression Draw(string label, Random random);
}
