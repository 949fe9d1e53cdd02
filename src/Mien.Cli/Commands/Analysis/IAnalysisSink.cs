using Mien.Emotions;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Something that results of <c>mien analyze</c> go to, one after the other; disposing it completes it.</summary>
internal interface IAnalysisSink : IDisposable
{
    /// <summary>Takes a result.</summary>
    void Take(AnalyzedSource result);
}
