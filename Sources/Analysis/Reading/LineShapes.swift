/// The shapes that production lines were seen to have: which bytes stand between the values, and which values.
///
/// A program writes its objects alike, so the bytes between two values can be compared with those that stood there
/// before instead of being understood anew, and what a value means is known from its place. The reader understands each
/// shape once, then it is remembered here as a way through a tree: every step is some bytes and the value behind them;
/// where shapes differ there are several next steps.
///
/// Nothing is tolerated here. A production line that takes no known way to its end, or has a value that is written
/// unusually (escapes, characters beyond ASCII, a number with an exponent), is read by `LineParser` as if there were no
/// shapes. What comes out is the same in both ways.
struct LineShapes: Sendable {
  /// Steps that are kept at most.
  private static let stepLimit = 2048
  /// Next steps that are tried at most.
  private static let siblingLimit = 16
  /// Production lines in a row whose shape was known although they could not be read by it: then no more are learnt.
  private static let patience = 64
  /// Bytes between two values at most, so that one question for more bytes is enough for both.
  private static let literalLimit = RawSpan.reach - RawSpan.valueReach

  /// Bytes that stand before a value or behind the last one, and what follows.
  private struct Step {
    /// The first sixteen bytes, as they stand in memory, and which of them count.
    var low: UInt64 = 0
    var high: UInt64 = 0
    var lowMask: UInt64 = 0
    var highMask: UInt64 = 0
    /// At the end, the members that a production line of this shape has.
    var present: FieldSet = []
    /// How many bytes there are, and where they stand among all.
    var count: Int32 = 0
    var start: Int32 = 0
    /// The first step behind this one, and the one to try instead; −1 for none.
    var next: Int32 = -1
    var sibling: Int32 = -1
    /// The value behind the bytes, nil at the end of a production line.
    var field: Field?
  }

  private var steps: [Step] = []
  /// The bytes of all steps.
  private var literals: [UInt8] = []
  private var fruitless = 0
  private let isUsed: Bool

  /// No shapes yet; if they are not used, none are ever learnt.
  init(isUsed: Bool = true) {
    self.isUsed = isUsed
  }

  /// Whether it makes sense to learn another shape.
  var canLearn: Bool {
    isUsed && fruitless < LineShapes.patience && steps.count < LineShapes.stepLimit
  }

  /// Reads the production line at a position, with nothing filled in yet.
  ///
  /// - Returns: the position behind it, nil if it must be read in the ordinary way.
  @inline(__always)
  func read(
    _ line: inout ProductionLine, at start: Int, _ bytes: RawSpan, _ day: inout Timestamp.Day
  ) -> Int? {
    if steps.isEmpty { return nil }
    let steps = steps.span
    var position = start
    var place = 0
    while place >= 0 {
      if bytes.isAhead(position), matches(steps[place], position, bytes) {
        let value = position &+ Int(steps[place].count)
        guard let field = steps[place].field else {
          line.present = steps[place].present
          return value
        }
        let end = UsualValue.read(field, at: value, bytes, into: &line, &day)
        if end >= 0 {
          position = end
          place = Int(steps[place].next)
          continue
        }
      }
      place = Int(steps[place].sibling)
    }
    return nil
  }

  /// Whether the bytes of a step stand at a position.
  @inline(__always)
  private func matches(_ step: Step, _ position: Int, _ bytes: RawSpan) -> Bool {
    let low = (bytes.word(at: position) ^ step.low) & step.lowMask
    let high = (bytes.word(at: position &+ 8) ^ step.high) & step.highMask
    return low | high == 0 && (step.count <= 16 || matchesRest(step, position, bytes))
  }

  /// The same for what follows the first sixteen bytes: words, of which the last overlaps.
  @inline(__always)
  private func matchesRest(_ step: Step, _ position: Int, _ bytes: RawSpan) -> Bool {
    let expected = literals.span.bytes
    let start = Int(step.start)
    let last = Int(step.count) &- 8
    guard start &+ last &+ 8 <= expected.byteCount else { return false }
    var offset = 16
    while offset < last {
      if bytes.word(at: position &+ offset) != expected.word(at: start &+ offset) { return false }
      offset &+= 8
    }
    return bytes.word(at: position &+ last) == expected.word(at: start &+ last)
  }
}

// MARK: - Learning

extension LineShapes {
  /// Remembers the shape of a production line that was read in the ordinary way and has nothing unusual.
  ///
  /// - Parameters:
  ///   - members: its members in their order, with the position of the value of each.
  ///   - present: those that are there.
  ///   - record: where it stands.
  mutating func learn(
    _ members: [(field: Field, position: Int)], present: FieldSet, in record: Range<Int>, _ bytes: RawSpan
  ) {
    let known = steps.count
    var end = record.lowerBound
    var place: Int?
    for (field, position) in members {
      let first = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      // The braces of an object and the word null belong to the bytes between the values.
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "n") { continue }
      var cursor = JSONCursor(position: position, limit: record.upperBound)
      guard (try? cursor.skipValue(bytes)) != nil else { return }
      let isQuoted = first == UInt8(ascii: "\"")
      let quote = isQuoted ? 1 : 0
      var step = Step()
      step.field = field
      guard let found = add(step, bytes.extracting(end..<(position + quote)), behind: place) else { return }
      place = found
      end = cursor.position - quote
    }
    var last = Step()
    last.present = present
    _ = add(last, bytes.extracting(end..<record.upperBound), behind: place)
    fruitless = steps.count == known ? fruitless + 1 : 0
  }

  /// Finds or makes the step with these bytes and this value behind another, nil if there are too many.
  private mutating func add(_ step: Step, _ literal: RawSpan, behind place: Int?) -> Int? {
    var sibling: Int?
    var next = place.map { Int(steps[$0].next) } ?? (steps.isEmpty ? -1 : 0)
    var tried = 0
    while next >= 0 {
      if steps[next].field == step.field, has(next, literal) { return next }
      sibling = next
      next = Int(steps[next].sibling)
      tried += 1
    }
    guard tried < LineShapes.siblingLimit, steps.count < LineShapes.stepLimit,
      literal.byteCount <= LineShapes.literalLimit
    else { return nil }
    var step = step
    step.start = Int32(literals.count)
    step.count = Int32(literal.byteCount)
    for index in 0..<literal.byteCount {
      let byte = literal.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      literals.append(byte)
      // Built as the bytes stand in memory on a little-endian machine, which all supported ones are.
      if index < 8 {
        step.low |= UInt64(byte) << UInt64(index * 8)
        step.lowMask |= 0xFF << UInt64(index * 8)
      } else if index < 16 {
        step.high |= UInt64(byte) << UInt64(index * 8 - 64)
        step.highMask |= 0xFF << UInt64(index * 8 - 64)
      }
    }
    steps.append(step)
    let added = steps.count - 1
    if let sibling {
      steps[sibling].sibling = Int32(added)
    } else if let place {
      steps[place].next = Int32(added)
    }
    return added
  }

  private func has(_ place: Int, _ literal: RawSpan) -> Bool {
    let range = Int(steps[place].start)..<Int(steps[place].start + steps[place].count)
    return literal.equals(Array(literals[range]))
  }
}
