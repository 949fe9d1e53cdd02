using System.Runtime.InteropServices;

namespace Mien.Compute.OneDnn.Native;

/// <summary>Functions of libdnnl that oneDNN 2.x and 3.x share. The status 0 means success.</summary>
internal static unsafe partial class Dnnl
{
    /// <summary>The name that <see cref="OneDnnLibrary"/> resolves.</summary>
    public const string Library = "dnnl";

    [LibraryImport(Library, EntryPoint = "dnnl_get_effective_cpu_isa")]
    public static partial int GetEffectiveCpuIsa();

    [LibraryImport(Library, EntryPoint = "dnnl_engine_create")]
    public static partial int EngineCreate(out EngineHandle engine, int kind, nuint index);

    [LibraryImport(Library, EntryPoint = "dnnl_engine_destroy")]
    public static partial int EngineDestroy(nint engine);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_create")]
    public static partial int StreamCreate(out StreamHandle stream, EngineHandle engine, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_destroy")]
    public static partial int StreamDestroy(nint stream);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_create")]
    public static partial int MemoryCreate(out MemoryHandle memory, byte* descriptor, EngineHandle engine, nint address);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_set_data_handle")]
    public static partial int MemorySetDataHandle(MemoryHandle memory, nint address);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_destroy")]
    public static partial int MemoryDestroy(nint memory);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_destroy")]
    public static partial int PrimitiveDescriptorDestroy(nint descriptor);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_query_md")]
    public static partial byte* PrimitiveDescriptorQuery(PrimitiveDescriptorHandle descriptor, Query what, int index);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_create")]
    public static partial int PrimitiveCreate(out PrimitiveHandle primitive, PrimitiveDescriptorHandle descriptor);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_execute")]
    public static partial int PrimitiveExecute(PrimitiveHandle primitive, StreamHandle stream, int count, ExecutionArgument* arguments);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_destroy")]
    public static partial int PrimitiveDestroy(nint primitive);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_attr_create")]
    public static partial int AttributesCreate(out AttributesHandle attributes);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_attr_destroy")]
    public static partial int AttributesDestroy(nint attributes);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_attr_set_scratchpad_mode")]
    public static partial int AttributesSetScratchpadMode(AttributesHandle attributes, int mode);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_attr_set_post_ops")]
    public static partial int AttributesSetPostOperations(AttributesHandle attributes, PostOperationsHandle operations);

    [LibraryImport(Library, EntryPoint = "dnnl_post_ops_create")]
    public static partial int PostOperationsCreate(out PostOperationsHandle operations);

    [LibraryImport(Library, EntryPoint = "dnnl_post_ops_destroy")]
    public static partial int PostOperationsDestroy(nint operations);
}

/// <summary><c>dnnl_exec_arg_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ExecutionArgument
{
    public int Number;
    public nint Memory;
}
