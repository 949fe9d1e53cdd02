namespace Mien.Compute.Managed;

/// <summary>The few vector operations that the inner loops are made of, so that each loop is written once for all widths.</summary>
/// <typeparam name="TVector">A vector of f32.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>How many f32 a vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a vector from any address.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a vector to any address.</summary>
    static abstract void Store(TVector vector, float* target);

    /// <summary>The same number in each lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TVector vector);
}
