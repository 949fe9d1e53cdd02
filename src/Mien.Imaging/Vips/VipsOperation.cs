namespace Mien.Imaging.Vips;

/// <summary>One operation of libvips, its arguments set by name; <c>Run</c> builds it and hands its output over.</summary>
internal sealed class VipsOperation : IDisposable
{
    private readonly string _name;
    private VipsObject _operation;

    public VipsOperation(string name)
    {
        VipsLibrary.Require();
        _name = name;
        _operation = new VipsObject(VipsExterns.vips_operation_new(name));
        if (_operation.IsInvalid)
            throw VipsException.Take(name);
    }

    public VipsOperation Set(string argument, int value)
    {
        var box = Box(VipsNames.TypeInt);
        VipsExterns.g_value_set_int(ref box, value);
        return Put(argument, ref box);
    }

    public VipsOperation Set(string argument, bool value)
    {
        var box = Box(VipsNames.TypeBoolean);
        VipsExterns.g_value_set_boolean(ref box, value ? 1 : 0);
        return Put(argument, ref box);
    }

    public VipsOperation Set(string argument, string value)
    {
        var box = Box(VipsNames.TypeString);
        VipsExterns.g_value_set_string(ref box, value);
        return Put(argument, ref box);
    }

    public VipsOperation Set(string argument, VipsObject value)
    {
        var box = Box(VipsNames.TypeObject);
        VipsExterns.g_value_set_object(ref box, value);
        return Put(argument, ref box);
    }

    public unsafe VipsOperation Set(string argument, double[] values)
    {
        var box = Box(VipsExterns.vips_array_double_get_type());
        fixed (double* first = values)
            VipsExterns.vips_value_set_array_double(ref box, first, values.Length);
        return Put(argument, ref box);
    }

    /// <summary>Passes memory without a copy: it stays fixed until every picture made from it is released.</summary>
    public unsafe VipsOperation SetBuffer(string argument, byte* data, int length)
    {
        var box = Box(VipsExterns.vips_blob_get_type());
        var blob = VipsExterns.vips_blob_new(0, data, (nuint)length);
        VipsExterns.g_value_set_boxed(ref box, blob);
        VipsExterns.vips_area_unref(blob);
        return Put(argument, ref box);
    }

    public VipsObject RunImage()
    {
        Build();
        var box = Box(VipsNames.TypeObject);
        VipsExterns.g_object_get_property(_operation, "out", ref box);
        var image = new VipsObject(VipsExterns.g_object_ref(VipsExterns.g_value_get_object(ref box)));
        VipsExterns.g_value_unset(ref box);
        VipsExterns.vips_object_unref_outputs(_operation);
        return image;
    }

    public unsafe byte[] RunBuffer()
    {
        Build();
        var box = Box(VipsExterns.vips_blob_get_type());
        VipsExterns.g_object_get_property(_operation, "buffer", ref box);
        var data = VipsExterns.vips_blob_get(VipsExterns.g_value_get_boxed(ref box), out var size);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)size)).ToArray();
        VipsExterns.g_value_unset(ref box);
        VipsExterns.vips_object_unref_outputs(_operation);
        return bytes;
    }

    public void Dispose() => _operation.Dispose();

    private static GValue Box(nint type)
    {
        var box = default(GValue);
        VipsExterns.g_value_init(ref box, type);
        return box;
    }

    private VipsOperation Put(string argument, ref GValue box)
    {
        VipsExterns.g_object_set_property(_operation, argument, ref box);
        VipsExterns.g_value_unset(ref box);
        return this;
    }

    private void Build()
    {
        var built = new VipsObject(VipsExterns.vips_cache_operation_build(_operation));
        if (built.IsInvalid)
        {
            VipsExterns.vips_object_unref_outputs(_operation);
            throw VipsException.Take(_name);
        }

        // The cache may hand back another object than the one that was prepared.
        _operation.Dispose();
        _operation = built;
    }
}
