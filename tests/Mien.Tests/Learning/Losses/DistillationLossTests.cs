using Mien.Learning.Losses;

namespace Mien.Tests.Learning.Losses;

public class DistillationLossTests
{
    [Theory]
    [InlineData("distillation cool")]
    [InlineData("distillation warm")]
    public void Loss_and_gradient_are_those_of_PyTorchs_KLDivLoss(string name)
    {
        var golden = Golden.Case("distillation.json", name);
        var (logits, classes) = (golden.Floats("logits"), (int)golden.Number("classes"));
        var loss = new DistillationLoss(golden.Number("temperature"));
        var (softened, gradient) = (new float[logits.Length], new float[logits.Length]);
        loss.AddSoftened(golden.Floats("teacher"), classes, 0.5, softened);
        loss.AddSoftened(golden.Floats("teacher2"), classes, 0.5, softened);

        Assert.Equal(golden.Number("loss"), loss.Mix(logits, softened, classes, 1, gradient), 1e-6);
        Golden.AssertClose(golden.Numbers("gradient"), gradient, 1e-6);
    }

    [Fact]
    public void The_weight_mixes_the_gradients()
    {
        var loss = new DistillationLoss(2);
        float[] logits = [1, 0, -1], teacher = [0.2f, 0.3f, 0.5f];
        float[] alone = new float[3], mixed = [1, 2, 3];
        var whole = loss.Mix(logits, teacher, 3, 1, alone);
        Assert.Equal(0.25 * whole, loss.Mix(logits, teacher, 3, 0.25, mixed), 1e-9);
        for (var i = 0; i < 3; i++)
            Assert.Equal((0.75 * (i + 1)) + (0.25 * alone[i]), mixed[i], 1e-6);
    }
}
