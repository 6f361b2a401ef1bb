/// What can be wrong with the form of a token file.
enum TokenFault: Int, CaseIterable, Sendable {
  case byteOrderMark, notUTF8, foreignCharacter, length, carriageReturn, blankRow, lastNewline

  /// Where a fault was met, and how often.
  struct Count: Equatable, Sendable {
    var count = 0
    /// The first row, from 1.
    var row = 0
    /// The byte offset in the decompressed file.
    var offset = 0
  }

  /// What was met, as a report says it.
  var actual: String {
    switch self {
    case .byteOrderMark: "a byte order mark"
    case .notUTF8: "bytes that are not UTF-8"
    case .foreignCharacter: "a character that is not in the alphabet"
    case .length: "another number of characters"
    case .carriageReturn: "a carriage return at the end of a row"
    case .blankRow: "a blank row"
    case .lastNewline: "a newline after the last token"
    }
  }

  /// What is wrong with a row, as a sentence about it goes on.
  var predicate: String {
    switch self {
    case .blankRow: "is blank"
    case .carriageReturn: "ends in a carriage return"
    default: "has \(actual)"
    }
  }

  /// Whether the row has no token that can be reckoned with.
  var spoilsToken: Bool {
    switch self {
    case .notUTF8, .foreignCharacter, .length: true
    case .byteOrderMark, .carriageReturn, .blankRow, .lastNewline: false
    }
  }
}
