/// What changed between two of the same kind: for people as a report, for programs as JSON.
public protocol Comparison {
  /// What changed, in one sentence.
  var title: Prose { get }
  /// Whether all of both sides is known; if not, what seems to have changed may only have been overlooked.
  var isComplete: Bool { get }
  /// Whether there is something that somebody must look at.
  var hasNews: Bool { get }
  /// Everything for people.
  var report: Report { get }
  /// The members of the JSON report behind those that all comparisons have, each with the levels that are spread.
  var members: [(key: String, value: JSONValue?, levels: Int)] { get }
  /// What the two sides are, as the JSON report calls them.
  static var sides: String { get }
}

/// The JSON report of a comparison, which `Schemas/comparison.schema.json` describes. What is not known is left out.
public enum ComparisonJSON {
  /// The form of the report.
  public static let schemaVersion = 1

  /// The report.
  public static func text<Sides: Comparison>(of comparison: Sides) -> String {
    let common: [(key: String, value: JSONValue?, levels: Int)] = [
      ("kind", .text("comparison"), 0), ("of", .text(Sides.sides), 0),
      ("title", .text(comparison.title.plain), 0), ("complete", .flag(comparison.isComplete), 0),
      ("news", .flag(comparison.hasNews), 0),
    ]
    return JSONHead.text(schemaVersion: schemaVersion, common + comparison.members) + "\n}\n"
  }

  /// A finding of an earlier report.
  static func value(
    _ finding: PreviousFinding, closure: FindingClosure? = nil, isFromRules: Bool? = nil
  ) -> JSONValue {
    .object([
      ("fingerprint", .text("\(finding.fingerprint)")), ("rule", .text(finding.rule)),
      ("lineId", .nonEmpty(finding.subject)), ("field", .nonEmpty(finding.field)),
      ("message", .nonEmpty(finding.message)), ("closure", closure.map { .text($0.rawValue) }),
      ("otherRules", isFromRules.map { .flag($0) }),
    ])
  }
}
