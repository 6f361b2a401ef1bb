/// The version of the library and of the command built on it.
public enum Version {
  /// Semantic version, as printed by `tokaudit --version` and stated in every report.
  public static let current = "0.1.0"
  /// The day of this version, or, until it is released, of its last draft: the manual page has it.
  public static let day = "2026-11-30"
}
