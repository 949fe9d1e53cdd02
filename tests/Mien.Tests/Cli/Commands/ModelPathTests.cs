using Mien.Cli.Commands;

namespace Mien.Tests.Cli.Commands;

public class ModelPathTests
{
    [Theory]
    [InlineData("runs/one runs/two/ three.onnx", "one two three.onnx")]
    [InlineData("runs/one/best.onnx runs/two/best.onnx", "runs/one/best.onnx runs/two/best.onnx")]
    [InlineData("/ runs/two", "/ runs/two")]
    public void Tables_call_models_by_the_last_part_of_their_path_where_that_tells_them_apart(string paths, string names) =>
        Assert.Equal(names.Split(' '), ModelPath.Names(paths.Split(' ')));
}
