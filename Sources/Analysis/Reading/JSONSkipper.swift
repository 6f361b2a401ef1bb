/// Moves over one JSON value of any shape, checking all of it, without recursion and without keeping any of it.
///
/// The state is that of a push-down automaton whose stack is a bit per open array or object, so the skipper can stop at
/// the end of a window and go on in the next one.
struct JSONSkipper {
  private enum Expectation {
    case value, firstElement, firstKey, afterValue, done
  }

  private var expectation = Expectation.value
  /// True for each open object, false for each open array, innermost last.
  private var isObject: [Bool] = []

  /// Skips on; returns when the value is complete.
  ///
  /// - Throws: `needMore` with the cursor at a token, from which the same skipper goes on.
  mutating func skip(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    while expectation != .done {
      let isFirst = expectation == .firstElement || expectation == .firstKey
      if expectation == .value {
        try value(&cursor, bytes)
      } else if isObject.last == true {
        if try cursor.keyOrRestore(bytes, isFirst: isFirst) { expectation = .value } else { closed() }
      } else {
        if try cursor.elementOrRestore(bytes, isFirst: isFirst) { expectation = .value } else { closed() }
      }
    }
  }

  /// Skips on, of a value that may be longer than the window: its strings may be cut out of it.
  ///
  /// - Returns: nil when the value is complete; else why it isn't yet. What is behind the cursor is done with either
  ///   way.
  mutating func advance(_ cursor: inout JSONCursor, _ bytes: RawSpan) -> Stop? {
    cursor.mayElide = true
    do throws(Stop) { try skip(&cursor, bytes) } catch { return error }
    return nil
  }

  private mutating func closed() {
    isObject.removeLast()
    expectation = isObject.isEmpty ? .done : .afterValue
  }

  private mutating func value(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    switch cursor.next(bytes) {
    case UInt8(ascii: "{"):
      try cursor.open()
      isObject.append(true)
      expectation = .firstKey
      return
    case UInt8(ascii: "["):
      try cursor.open()
      isObject.append(false)
      expectation = .firstElement
      return
    case UInt8(ascii: "\""): try cursor.skipString(bytes)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try cursor.number(bytes)
    default: _ = try cursor.literal(bytes)
    }
    expectation = isObject.isEmpty ? .done : .afterValue
  }
}

extension JSONCursor {
  /// `element`, with the cursor left where it was if more bytes are needed.
  fileprivate mutating func elementOrRestore(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> Bool {
    let before = self
    do throws(Stop) {
      let found = try element(bytes, isFirst: isFirst)
      // The value behind the comma must be in sight too, or the comma would be forgotten.
      if found, position >= limit { throw stop(.value) }
      return found
    } catch {
      self = before
      throw error
    }
  }

  /// A whole `"key":`, with the cursor left where it was if more bytes are needed.
  fileprivate mutating func keyOrRestore(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> Bool {
    let before = self
    do throws(Stop) {
      guard try member(bytes, isFirst: isFirst) else { return false }
      _ = try string(bytes)
      try colon(bytes)
      return true
    } catch {
      self = before
      throw error
    }
  }

  /// Moves over one value within a record.
  ///
  /// - Parameter isUnwanted: nobody will look at the text of the value again, so its strings may be cut out of the
  ///   window.
  @inline(never)
  mutating func skipValue(_ bytes: RawSpan, isUnwanted: Bool = false) throws(Stop) {
    let before = mayElide
    mayElide = isUnwanted
    defer { mayElide = before }
    var skipper = JSONSkipper()
    try skipper.skip(&self, bytes)
  }
}
