/// The version of the library and of the command built on it.
public enum Version {
  /// Semantic version, as printed by `tokaudit --version` and stated in every report.
  public static let current = "0.1.0"
}
