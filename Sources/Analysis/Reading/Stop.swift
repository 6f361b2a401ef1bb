/// Why the scanner can't go on at a position; small and trivial, so that throwing it costs a register.
///
/// `needMore` is no error: the record is parsed again when more bytes are there.
struct Stop: Error {
  enum Cause: UInt8 {
    case needMore
    case value, key, colon, commaOrBrace, commaOrBracket, object, document
    case digit, leadingZero, literal
    case control, escape, unicodeEscape, surrogate, utf8
    case depth
  }

  let cause: Cause
  /// The position in the window.
  let position: Int
}

extension Stop.Cause {
  /// What should have stood there, as a message says it.
  var expected: String {
    switch self {
    case .needMore: "more bytes"
    case .value: "a JSON value"
    case .key: "a key in double quotes"
    case .colon: "a colon after the key"
    case .commaOrBrace: "a comma or `}` after a member"
    case .commaOrBracket: "a comma or `]` after an element"
    case .object: "a JSON object"
    case .document: "a JSON document, which begins with `{`"
    case .digit: "a digit"
    case .leadingZero: "no digit after a leading zero"
    case .literal: "true, false or null"
    case .control: "no control character inside a string (it must be escaped)"
    case .escape: "one of \" \\ / b f n r t u after a backslash"
    case .unicodeEscape: "four hexadecimal digits after \\u"
    case .surrogate: "a surrogate pair (a lone half is no character)"
    case .utf8: "valid UTF-8"
    case .depth: "at most \(JSONCursor.depthLimit) nested arrays and objects"
    }
  }
}
