namespace Mien.Learning.Evaluation;

/// <summary>The views of a face whose probabilities are averaged.</summary>
public enum TestTimeAugmentation
{
    /// <summary>The face as it is.</summary>
    None,

    /// <summary>The face and its mirror image.</summary>
    Flip,

    /// <summary>The four corners and the middle, each of 11/12 of the side and scaled up again, and their mirror images (Krizhevsky et al. 2012).</summary>
    TenCrop,
}
