/// A string value of the input: where its bytes stand, instead of a copy of them.
///
/// Ids and names are compared as bytes, never as `String`: Swift compares canonically, so two ids that differ only in
/// their Unicode normalisation would be one.
public struct Text: Equatable, Sendable {
  /// Set in `place` for a text that had escapes: it stands in the decoded bytes then.
  private static let decodedFlag: UInt32 = 1 << 31

  private var place: UInt32
  /// Bytes of UTF-8.
  private var length: UInt32

  /// No text.
  public static let empty = Text(window: 0..<0)

  /// A text that stands in the window as it is.
  init(window range: Range<Int>) {
    self.init(start: range.lowerBound, count: range.count)
  }

  /// The same by its first position and its length.
  @inline(__always)
  init(start: Int, count: Int) {
    place = UInt32(truncatingIfNeeded: start)
    length = UInt32(truncatingIfNeeded: count)
  }

  /// A text whose escapes were resolved.
  init(decoded range: Range<Int>) {
    place = UInt32(truncatingIfNeeded: range.lowerBound) | Text.decodedFlag
    length = UInt32(truncatingIfNeeded: range.count)
  }

  /// How many bytes it has.
  public var count: Int { Int(length) }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { length == 0 }

  var isDecoded: Bool { place & Text.decodedFlag != 0 }

  var range: Range<Int> {
    let start = Int(place & ~Text.decodedFlag)
    return start..<(start + Int(length))
  }
}

/// The bytes that texts stand in: a window of the input, and what was decoded from it.
public struct TextStore: Sendable {
  /// The window, with its padding.
  var window: [UInt8] = []
  /// Strings with their escapes resolved, one after another.
  var decoded: [UInt8] = []

  init() {}

  /// Calls the body with the bytes of a text.
  @inline(__always)
  func withBytes<Result>(of text: Text, _ body: (RawSpan) -> Result) -> Result {
    if text.isDecoded { return body(decoded.span.bytes.extracting(text.range)) }
    return body(window.span.bytes.extracting(text.range))
  }

  /// The same while the window is still with the reader.
  @inline(__always)
  func withBytes<Result>(of text: Text, window: RawSpan, _ body: (RawSpan) -> Result) -> Result {
    if text.isDecoded { return body(decoded.span.bytes.extracting(text.range)) }
    return body(window.extracting(text.range))
  }

  /// A copy of the bytes of a text.
  public func bytes(of text: Text) -> [UInt8] {
    Array(text.isDecoded ? decoded[text.range] : window[text.range])
  }

  /// The text as a string, for a finding. The reader has found it to be valid UTF-8.
  public func string(of text: Text) -> String {
    String(decoding: text.isDecoded ? decoded[text.range] : window[text.range], as: UTF8.self)
  }
}
