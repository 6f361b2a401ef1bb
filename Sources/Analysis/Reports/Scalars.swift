/// Writes single characters of a text in another way, whatever stands behind them.
///
/// `String` compares what a reader sees as one character: a quote and an accent behind it are one, and no quote. What
/// reads Markdown, a shell or a unit file sees the quote all the same. So texts are gone through scalar by scalar.
public enum Scalars {
  /// The text with a character of ASCII in another way wherever it stands.
  public static func replacing(_ scalar: Unicode.Scalar, in text: String, with other: String) -> String {
    // Most texts don't have it, which the bytes tell soonest.
    guard text.utf8.contains(UInt8(ascii: scalar)) else { return text }
    var result = String.UnicodeScalarView()
    for found in text.unicodeScalars {
      if found == scalar { result.append(contentsOf: other.unicodeScalars) } else { result.append(found) }
    }
    return String(result)
  }
}
