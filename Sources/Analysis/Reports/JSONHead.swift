/// The beginning of a JSON report of any kind: its form, the tool that wrote it, and the members of its kind.
enum JSONHead {
  /// The opening brace and the members that are known, without what ends the last row.
  ///
  /// - Parameter members: each with the levels that are spread over rows.
  static func text(schemaVersion: Int, _ members: [(key: String, value: JSONValue?, levels: Int)]) -> String {
    let common: [(key: String, value: JSONValue?, levels: Int)] = [
      ("schemaVersion", .number(schemaVersion), 0),
      ("tool", .object([("name", .text("tokaudit")), ("version", .text(Version.current))]), 0),
    ]
    let rows = (common + members).compactMap { key, value, levels in
      value.map { "  \(JSONValue.quoted(key)): \($0.json(levels: levels, indent: 2))" }
    }
    return "{\n" + rows.joined(separator: ",\n")
  }
}
