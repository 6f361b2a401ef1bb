/// What a failed rule shows: the member, what it should be, and what it is.
public struct Evidence: Equatable, Sendable {
  /// The member that is wrong.
  public var field: Field?
  /// What must stand there; empty if there is no single value.
  public var expected: String
  /// What stands there; empty if it is absent.
  public var actual: String
  /// The unit of both, empty for texts.
  public var unit: String
  /// One sentence that says what is wrong.
  public var message: Prose

  /// Evidence about one member.
  public init(_ field: Field?, expected: String = "", actual: String = "", unit: String = "", message: Prose) {
    self.field = field
    self.expected = expected
    self.actual = actual
    self.unit = unit
    self.message = message
  }
}
