namespace Mien.Learning.Auditing;

/// <summary>What an audit says of a row.</summary>
public enum AuditKind
{
    /// <summary>Its pixels equal an earlier row's.</summary>
    ExactDouble,

    /// <summary>It shows an earlier row's picture with small changes, perhaps mirrored.</summary>
    NearDouble,

    /// <summary>It is probably no face.</summary>
    NoFace,

    /// <summary>Its label is probably wrong.</summary>
    DoubtfulLabel,
}
