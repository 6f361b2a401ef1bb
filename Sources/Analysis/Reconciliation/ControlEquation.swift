/// A control total as an equation that holds or fails.
public struct ControlEquation: Sendable {
  /// How it turned out.
  public enum Result: String, Sendable {
    /// Both sides are equal, or they are not.
    case pass, fail
    /// A side is not known.
    case notTested = "not tested"
  }

  /// What is held against what.
  public let name: Prose
  /// The equation with its figures.
  public let text: Prose
  /// How it turned out.
  public let result: Result

  init(_ name: Prose, _ text: Prose, _ result: Result) {
    self.name = name
    self.text = text
    self.result = result
  }

  init(_ name: Prose, _ text: Prose, holds: Bool) {
    self.init(name, text, holds ? .pass : .fail)
  }

  /// The same with a side that is not known.
  var untested: ControlEquation { ControlEquation(name, text, .notTested) }
}
