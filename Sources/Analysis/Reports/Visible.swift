/// Makes text from the input safe to show: what a terminal, an editor or a browser would obey becomes visible.
public enum Visible {
  /// The most characters of one value that are shown.
  public static let limit = 256

  /// The text with every character that moves the cursor, reverses the writing direction or can't be seen written as
  /// `\u{202E}`, cut after `limit` characters.
  ///
  /// These are the controls (C0, DEL, C1), the format characters (bidirectional controls, zero-width characters, tags),
  /// line and paragraph separators, and whatever else Unicode lets a display ignore.
  public static func text(_ value: String, limit: Int = Visible.limit) -> String {
    if value.utf8.count <= limit, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return value }
    var result = ""
    for (count, scalar) in value.unicodeScalars.enumerated() {
      if count == limit { return "\(result)… (\(value.utf8.count) bytes)" }
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u{\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a display would obey the character, or show nothing of it.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
