using System.Runtime.InteropServices;

namespace Mien.Compute.OneDnn.Native;

/// <summary>A native object of oneDNN with one owner.</summary>
internal abstract class DnnlHandle : SafeHandle
{
    protected DnnlHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;
}

/// <summary><c>dnnl_engine_t</c>.</summary>
internal sealed class EngineHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.EngineDestroy(handle) == 0;
}

/// <summary><c>dnnl_stream_t</c>.</summary>
internal sealed class StreamHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.StreamDestroy(handle) == 0;
}

/// <summary><c>dnnl_memory_t</c>.</summary>
internal sealed class MemoryHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.MemoryDestroy(handle) == 0;
}

/// <summary><c>dnnl_primitive_desc_t</c>.</summary>
internal sealed class PrimitiveDescriptorHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.PrimitiveDescriptorDestroy(handle) == 0;
}

/// <summary><c>dnnl_primitive_t</c>.</summary>
internal sealed class PrimitiveHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.PrimitiveDestroy(handle) == 0;
}

/// <summary><c>dnnl_primitive_attr_t</c>.</summary>
internal sealed class AttributesHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.AttributesDestroy(handle) == 0;
}

/// <summary><c>dnnl_post_ops_t</c>.</summary>
internal sealed class PostOperationsHandle : DnnlHandle
{
    protected override bool ReleaseHandle() => Dnnl.PostOperationsDestroy(handle) == 0;
}
