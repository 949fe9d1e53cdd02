namespace Mien.Learning.Data;

/// <summary>The part of a data set that a row belongs to, as FER2013 names them.</summary>
public enum Split
{
    /// <summary>The data set has no splits.</summary>
    None,

    /// <summary>Rows to train on.</summary>
    Training,

    /// <summary>Rows to choose on: epochs, settings, calibration.</summary>
    PublicTest,

    /// <summary>Rows to report on; choosing on them is refused.</summary>
    PrivateTest,
}
