using Mien.Compute.OneDnn;

namespace Mien.Tests.Compute.OneDnn;

/// <summary>A test that needs oneDNN; it is skipped, and says so, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OneDnnFactAttribute : FactAttribute
{
    public OneDnnFactAttribute()
    {
        if (!OneDnnLibrary.Instance.IsUsable)
            Skip = OneDnnLibrary.Instance.Status;
    }
}
