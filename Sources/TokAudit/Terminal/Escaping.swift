/// Makes data harmless on a terminal.
enum Escaping {
  /// The text with every character that moves the cursor, reverses the writing direction or cannot be seen written as
  /// `\u{202E}`.
  ///
  /// These are the controls (C0, DEL, C1), the format characters (bidirectional controls, zero-width characters, tags),
  /// line and paragraph separators, and whatever else Unicode lets a display ignore.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u{\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
