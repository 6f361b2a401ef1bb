/// A file that an option names beside lists and payments, as the inputs of a report list it.
public struct OptionFile: Sendable {
  /// What is in a file.
  public enum Kind: String, CaseIterable, Sendable {
    /// What jobs should have cost.
    case amounts
    /// Exceptions that were signed off.
    case acceptedExceptions = "accepted exceptions"
    /// An earlier reconciliation, to compare with.
    case priorReport = "prior report"
    /// The matches of an earlier reconciliation.
    case earlierMatches = "earlier matches"
  }

  /// The name that reports show.
  public let name: String
  /// What is in it.
  public let kind: Kind
  /// Bytes as it is stored; nil for what is no file.
  public let bytes: Int?
  /// Rows without the header; nil if they are not counted.
  public let rows: Int?
  /// The SHA-256 of the bytes as they were given, if that was asked for.
  public let digest: StoredDigest?

  /// What is known of a file after it was read.
  public init(name: String, kind: Kind, bytes: Int?, rows: Int?, digest: StoredDigest?) {
    self.name = name
    self.kind = kind
    self.bytes = bytes
    self.rows = rows
    self.digest = digest
  }
}
