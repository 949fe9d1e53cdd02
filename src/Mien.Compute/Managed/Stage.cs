namespace Mien.Compute.Managed;

/// <summary>Does one part of a stage.</summary>
/// <param name="part">Which part, from 0.</param>
/// <param name="slot">Which of the invocation's threads does it, from 0: parts of one slot never run at once, so scratch memory belongs to slots.</param>
internal delegate void StageBody(int part, int slot);

/// <summary>Work that falls into parts which do not depend on one another. How it falls depends on shapes alone, never on the number of threads.</summary>
/// <param name="Parts">How many parts.</param>
/// <param name="Cost">Roughly the operations on elements in all parts: little work is not worth a second thread.</param>
/// <param name="Body">Does a part.</param>
internal readonly record struct Stage(int Parts, long Cost, StageBody Body)
{
    /// <summary>Below this cost a stage runs on the calling thread alone.</summary>
    public const long SerialCost = 32768;
}
