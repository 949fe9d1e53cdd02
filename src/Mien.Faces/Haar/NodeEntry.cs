using System.Runtime.InteropServices;

namespace Mien.Faces.Haar;

/// <summary>A node as the hot loops read it: one 64-byte line with the offsets of the rectangles' corners from the window's origin.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct NodeEntry
{
    /// <summary>Set in <see cref="Flags"/> where <see cref="Left"/> holds the bits of a node's index in the tree instead of a leaf's value.</summary>
    public const sbyte LeftIsNode = 1;

    /// <summary>Set in <see cref="Flags"/> where <see cref="Right"/> holds the bits of a node's index in the tree instead of a leaf's value.</summary>
    public const sbyte RightIsNode = 2;

    public int A0, A1, A2, A3;
    public int B0, B1, B2, B3;
    public int C0, C1, C2, C3;
    public float Threshold;
    public float Left;
    public float Right;
    public sbyte WeightA;
    public sbyte WeightB;

    /// <summary>Zero where the feature has two rectangles.</summary>
    public sbyte WeightC;

    public sbyte Flags;
}
