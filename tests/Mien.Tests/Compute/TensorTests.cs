using Mien.Compute;

namespace Mien.Tests.Compute;

public class TensorTests
{
    [Fact]
    public void Values_are_kept_in_aligned_memory()
    {
        using var tensor = Tensor.FromValues(new Shape(2, 3), [1, 2, 3, 4, 5, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.Floats.ToArray());
        Assert.Equal(0, tensor.Address % 64);
        Assert.Equal(24, tensor.Bytes.Length);
    }

    [Fact]
    public void A_view_sees_the_same_memory_and_does_not_own_it()
    {
        using var tensor = Tensor.FromValues(new Shape(4), [1, 2, 3, 4]);
        using (var view = tensor.View(TensorDescriptor.Plain(ElementType.Float32, new Shape(2, 2))))
            view.Floats[3] = 7;
        Assert.Equal(7, tensor.Floats[3]);
    }

    [Fact]
    public void A_view_larger_than_the_memory_is_refused()
    {
        using var tensor = new Tensor(TensorDescriptor.Plain(ElementType.Float32, new Shape(100)));
        Assert.Throws<ArgumentException>(() => tensor.View(TensorDescriptor.Plain(ElementType.Float32, new Shape(101))));
    }

    [Fact]
    public void Only_plain_f32_is_read_in_place()
    {
        using var tensor = new Tensor(TensorDescriptor.Plain(ElementType.BFloat16, new Shape(2, 3)));
        var fault = Assert.Throws<InvalidOperationException>(() => tensor.Floats.Length);
        Assert.Equal("Only plain f32 tensors can be read in place; this one is bf16 2×3, plain.", fault.Message);
    }

    [Fact]
    public void A_disposed_tensor_is_not_read()
    {
        var tensor = Tensor.FromValues(new Shape(1), [1]);
        tensor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.Floats[0]);
    }

    [Fact]
    public void More_or_fewer_values_than_elements_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Tensor.FromValues(new Shape(2), [1, 2, 3]));
        Assert.ThrowsAny<ArgumentException>(() => Tensor.FromValues(new Shape(3), [1, 2]));
    }
}
