extension Finding {
  /// How a finding stands to what was known before.
  public enum Status: String, CaseIterable, Sendable {
    /// Nobody knew of it, or nothing was given to compare with.
    case new
    /// The previous report has it.
    case known
    /// Somebody has looked at it and signed it off. It is listed, but it doesn't count for the verdict.
    case accepted
  }
}
