using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class SplitSelectionTests
{
    [Fact]
    public void A_comma_list_names_splits()
    {
        var selection = SplitSelection.Parse("training, Public");
        Assert.True(selection.Contains(Split.Training));
        Assert.True(selection.Contains(Split.PublicTest));
        Assert.False(selection.Contains(Split.PrivateTest));
        Assert.Equal("training,public", selection.ToString());
        Assert.True(SplitSelection.Parse("all").Contains(Split.None));
    }

    [Fact]
    public void An_unknown_split_is_named() =>
        Assert.Contains("'later' is no split", Assert.Throws<ArgumentException>(() => SplitSelection.Parse("public,later")).Message, StringComparison.Ordinal);
}
