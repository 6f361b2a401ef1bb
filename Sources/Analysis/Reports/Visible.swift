/// Makes text from the input safe to show: what a terminal, an editor or a browser would obey becomes visible.
public enum Visible {
  /// The most characters of one value that are shown.
  public static let limit = 256

  /// The text with control, bidirectional and invisible characters as `\u{…}`, cut after `limit` characters.
  public static func text(_ value: String, limit: Int = Visible.limit) -> String {
    var result = ""
    var count = 0
    for scalar in value.unicodeScalars {
      if count == limit { return "\(result)… (\(value.utf8.count) bytes)" }
      if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
      count += 1
    }
    return result
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
