using System.Globalization;

namespace Mien.Neural.PyTorch;

/// <summary>
/// Reads a pickle without executing it: of Python's stack machine it knows the opcodes that tensors, dictionaries, numbers and texts need, and of names
/// those of <see cref="PickleGlobals"/>. All else is refused. It never recurses, and what it keeps is bounded.
/// </summary>
internal sealed class PickleMachine
{
    private const int LargestStack = 1 << 20;
    private const int DeepestMarks = 256;
    private readonly PickleCursor cursor;
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = new();
    private readonly Dictionary<int, object?> memo = [];

    private PickleMachine(PickleCursor cursor) => this.cursor = cursor;

    /// <summary>Reads one pickle.</summary>
    /// <param name="cursor">Stands at its first byte, afterwards behind its last.</param>
    /// <returns>long, BigInteger, double, bool, string, null, or a type of <c>PickleValues.cs</c>.</returns>
    /// <exception cref="ModelFormatException">It is cut short, or holds what is not known.</exception>
    public static object? Read(PickleCursor cursor) => new PickleMachine(cursor).Run();

    private object? Run()
    {
        while (true)
        {
            var opcode = cursor.Byte();
            if (opcode == '.')
                return stack.Count == 1 && marks.Count == 0 ? stack[0] : throw cursor.Fault("an end with values left over");
            if (!Constant(opcode) && !Memory(opcode) && !Container(opcode))
                Construct(opcode);
            if (stack.Count > LargestStack)
                throw cursor.Fault($"more than {LargestStack} values at once");
        }
    }

    /// <summary>Opcodes that push what their own bytes say, and those that frame.</summary>
    private bool Constant(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                if (cursor.Byte() is var protocol and (< 2 or > 5))
                    throw cursor.Fault($"protocol {protocol}");
                return true;
            case 0x95: cursor.Skip(8); return true;
            case (byte)'N': return Push(null);
            case 0x88: return Push(true);
            case 0x89: return Push(false);
            case (byte)'J': return Push((long)cursor.Int32());
            case (byte)'K': return Push((long)cursor.Byte());
            case (byte)'M': return Push((long)cursor.UInt16());
            case 0x8a: return Push(cursor.LongInteger());
            case (byte)'G': return Push(cursor.BigEndianDouble());
            case (byte)'X': return Push(cursor.Text((uint)cursor.Int32()));
            case 0x8c: return Push(cursor.Text(cursor.Byte()));
            case (byte)'U': return Push(cursor.Text(cursor.Byte()));
            case (byte)'T': return Push(cursor.Text((uint)cursor.Int32()));
            default: return false;
        }
    }

    /// <summary>Opcodes that remember the top of the stack and recall it.</summary>
    private bool Memory(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': return Remember(cursor.Byte());
            case (byte)'r': return Remember(cursor.Int32());
            case 0x94: return Remember(memo.Count);
            case (byte)'h': return Recall(cursor.Byte());
            case (byte)'j': return Recall(cursor.Int32());
            default: return false;
        }
    }

    /// <summary>Opcodes that make and fill tuples, lists and dictionaries.</summary>
    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(':
                if (marks.Count == DeepestMarks)
                    throw cursor.Fault($"more than {DeepestMarks} levels");
                marks.Push(stack.Count);
                return true;
            case (byte)')': return Push(new PickleTuple([]));
            case 0x85: return Push(new PickleTuple(Pop(1)));
            case 0x86: return Push(new PickleTuple(Pop(2)));
            case 0x87: return Push(new PickleTuple(Pop(3)));
            case (byte)'t': return Push(new PickleTuple(PopToMark()));
            case (byte)'}': return Push(new PickleDictionary());
            case (byte)']': return Push(new PickleList());
            case (byte)'s': return SetItems(Pop(2));
            case (byte)'u': return SetItems(PopToMark());
            case (byte)'a': return Append(Pop(1));
            case (byte)'e': return Append(PopToMark());
            default: return false;
        }
    }

    /// <summary>Opcodes by which a pickle names and makes objects: here, those of the allow-list alone.</summary>
    private void Construct(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                Push(PickleGlobals.Find(cursor.Line(), cursor.Line(), cursor));
                break;
            case 0x93:
                Push(Pop(2) is [string module, string name] ? PickleGlobals.Find(module, name, cursor) : throw cursor.Fault("a name that is no text"));
                break;
            case (byte)'R':
                Push(Pop(2) is [PickleGlobal callee, PickleTuple given] ? PickleGlobals.Call(callee, given.Items, cursor) : throw cursor.Fault("a call of what cannot be called"));
                break;
            case (byte)'Q':
                Push(PickleGlobals.Storage(Pop(1)[0], cursor));
                break;
            case (byte)'b':
                // A state dictionary carries the versions of its layers as an attribute; they are not needed.
                if (Pop(1) is not [PickleDictionary] || stack.Count == 0 || stack[^1] is not PickleDictionary)
                    throw cursor.Fault("attributes of something that is no dictionary");
                break;
            default:
                throw cursor.Fault($"the opcode 0x{opcode.ToString("x2", CultureInfo.InvariantCulture)}, which weights do not need,");
        }
    }

    private bool Push(object? value)
    {
        stack.Add(value);
        return true;
    }

    private bool Remember(int key)
    {
        if (stack.Count == 0 || stack.Count == Floor || key < 0 || memo.Count > LargestStack)
            throw cursor.Fault("nothing to remember");
        memo[key] = stack[^1];
        return true;
    }

    private bool Recall(int key) => Push(memo.TryGetValue(key, out var value) ? value : throw cursor.Fault("a reference to nothing"));

    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    private object?[] Pop(int count)
    {
        if (stack.Count - count < Floor)
            throw cursor.Fault("too few values");
        var taken = stack[^count..].ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return taken;
    }

    private object?[] PopToMark()
    {
        if (marks.Count == 0)
            throw cursor.Fault("an end without a beginning");
        var taken = Pop(stack.Count - Floor);
        marks.Pop();
        return taken;
    }

    private bool SetItems(object?[] items)
    {
        if (stack.Count == Floor || stack[^1] is not PickleDictionary target || items.Length % 2 != 0)
            throw cursor.Fault("entries without a dictionary");
        for (var i = 0; i < items.Length; i += 2)
            target.Set(items[i] is string or long ? items[i]! : throw cursor.Fault("a key that is neither text nor number"), items[i + 1]);
        return true;
    }

    private bool Append(object?[] items)
    {
        if (stack.Count == Floor || stack[^1] is not PickleList target)
            throw cursor.Fault("items without a list");
        target.Items.AddRange(items);
        return true;
    }
}
