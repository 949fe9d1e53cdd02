namespace Mien.Learning.Reports;

/// <summary>The language of a report.</summary>
public enum ReportLanguage
{
    /// <summary>English.</summary>
    English,

    /// <summary>Russian.</summary>
    Russian,
}
