namespace Mien.Cli.Commands;

/// <summary>A library, program or file outside Mien.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Found">Whether it can be used.</param>
/// <param name="Detail">Version and place, or why it cannot be used.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Package">The Debian package that brings it.</param>
/// <param name="Tried">Where it was looked for, in order.</param>
internal sealed record DoctorComponent(string Name, bool Found, string Detail, string Purpose, string Package, IReadOnlyList<string> Tried);
