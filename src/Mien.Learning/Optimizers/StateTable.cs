namespace Mien.Learning.Optimizers;

/// <summary>State arrays by parameter and slot, in the order of registration.</summary>
internal sealed class StateTable(params string[] slots)
{
    private readonly Dictionary<string, float[][]> _arrays = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public void Add(string parameter, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameter);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (!_arrays.TryAdd(parameter, Array.ConvertAll(slots, _ => new float[length])))
            throw new ArgumentException($"The parameter '{parameter}' is registered twice.", nameof(parameter));
        _order.Add(parameter);
    }

    public float[][] Of(string parameter) => _arrays.TryGetValue(parameter, out var arrays)
        ? arrays
        : throw new ArgumentException($"The parameter '{parameter}' was not registered.", nameof(parameter));

    public IReadOnlyList<NamedState> All()
    {
        var all = new List<NamedState>(_order.Count * slots.Length);
        foreach (var parameter in _order)
            for (var slot = 0; slot < slots.Length; slot++)
                all.Add(new NamedState(parameter, slots[slot], _arrays[parameter][slot]));
        return all;
    }

    /// <summary>Copies the given arrays in; all or nothing: each slot of each parameter once, with its length.</summary>
    public void Restore(IEnumerable<NamedState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        var found = new HashSet<(string, string)>();
        var copies = new List<(float[] From, float[] To)>();
        foreach (var state in states)
        {
            var slot = Array.IndexOf(slots, state.Slot);
            if (slot < 0 || !_arrays.TryGetValue(state.Parameter, out var arrays))
                throw new ArgumentException($"The saved state '{state.Slot}' of '{state.Parameter}' belongs to no parameter of this network.");
            if (arrays[slot].Length != state.Values.Length)
                throw new ArgumentException(
                    $"The saved state '{state.Slot}' of '{state.Parameter}' has {state.Values.Length} values, the parameter {arrays[slot].Length}.");
            if (!found.Add((state.Parameter, state.Slot)))
                throw new ArgumentException($"The saved state '{state.Slot}' of '{state.Parameter}' is there twice.");
            copies.Add((state.Values, arrays[slot]));
        }

        foreach (var parameter in _order)
            foreach (var slot in slots)
                if (!found.Contains((parameter, slot)))
                    throw new ArgumentException($"The saved state lacks '{slot}' of '{parameter}'.");
        foreach (var (from, to) in copies)
            from.CopyTo(to, 0);
    }
}
