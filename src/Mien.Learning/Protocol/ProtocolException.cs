namespace Mien.Learning.Protocol;

/// <summary>A request that would make a figure worthless: choosing on the test set, or evaluating on rows that the model has seen. One sentence.</summary>
/// <param name="message">What was refused, why, and the option that allows it.</param>
public sealed class ProtocolException(string message) : Exception(message);
