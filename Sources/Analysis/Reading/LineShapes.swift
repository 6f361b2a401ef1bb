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
  private static let stepLimit = 4096
  /// Next steps that are tried at most.
  private static let siblingLimit = 16
  /// Production lines in a row whose shape was known although they could not be read by it: then no more are learnt.
  private static let patience = 64

  /// The end of a production line, and what its shape says of all of it.
  private struct End {
    /// The members that are there.
    var present: FieldSet
    /// Whether no row of text ends in it.
    var isInOneRow: Bool
  }

  /// Bytes that stand before a value or behind the last one, and what follows: more of them behind sixteen, otherwise a
  /// value or the end.
  private struct Step {
    /// The first eight bytes and the last eight, as they stand in memory. Fewer than eight are both, and zeros behind
    /// them.
    var first: UInt64 = 0
    var last: UInt64 = 0
    /// A one for each bit of these that counts.
    var mask: UInt64 = 0
    /// The first step behind this one, or the place of the end among all; and the step to try instead. 0 for none.
    var next: UInt32 = 0
    var sibling: UInt32 = 0
    var count: UInt8 = 0
    /// Where the last eight begin.
    var lastPlace: UInt8 = 0
    /// The value behind the bytes.
    var field: Field?

    static let most = 16

    /// No bytes, which stand everywhere, and no end behind them: where nothing else can be tried.
    init() {}

    init(_ literal: RawSpan, field: Field? = nil) {
      let name = ShortName(literal)
      first = name.head
      last = name.tail
      mask = name.count < 8 ? 1 << UInt64(8 * name.count) - 1 : .max
      count = UInt8(name.count)
      lastPlace = UInt8(max(name.count - 8, 0))
      self.field = field
    }

    /// Whether both have the same bytes and the same value behind them.
    func isSame(as other: Step) -> Bool {
      first == other.first && last == other.last && count == other.count && field == other.field
    }
  }

  private var steps = [Step()]
  private var ends: [End?] = [nil]
  /// The first step of all ways, 0 for none.
  private var first: UInt32 = 0
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
  /// - Returns: the position behind it, and whether no row ends in it; nil if it must be read in the ordinary way.
  @inline(__always)
  func read(
    _ line: inout ProductionLine, at start: Int, _ bytes: RawSpan, _ day: inout Timestamp.Day
  ) -> (position: Int, isInOneRow: Bool)? {
    let steps = steps.span
    guard start <= bytes.farthest else { return nil }
    let farthest = UInt(bitPattern: bytes.farthest)
    var position = start
    var place = Int(first)
    while true {
      let first = bytes.word(at: position) ^ steps[place].first
      let last = bytes.word(at: position &+ Int(steps[place].lastPlace)) ^ steps[place].last
      if (first | last) & steps[place].mask == 0 {
        position &+= Int(steps[place].count)
        var end = position
        if let field = steps[place].field {
          end = UsualValue.read(field, at: position, bytes, into: &line, &day)
        } else if steps[place].count < Step.most {
          guard let shape = ends[Int(steps[place].next)] else { return nil }
          line.present = shape.present
          return (end, shape.isInOneRow)
        }
        // As an unsigned number, −1 is too far as well.
        if UInt(bitPattern: end) <= farthest {
          position = end
          place = Int(steps[place].next)
          continue
        }
        if end >= 0 { return nil }
        position &-= Int(steps[place].count)
      }
      place = Int(steps[place].sibling)
    }
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
      let literal = bytes.extracting(end..<(position + quote))
      guard let found = add(literal, field, behind: place) else { return }
      place = found
      end = cursor.position - quote
    }
    guard let last = add(bytes.extracting(end..<record.upperBound), nil, behind: place) else { return }
    if steps[last].next == 0 {
      steps[last].next = UInt32(ends.count)
      ends.append(End(present: present, isInOneRow: Rows.count(in: bytes.extracting(record)) == 0))
    }
    fruitless = steps.count == known ? fruitless + 1 : 0
  }

  /// Finds or makes the steps with some bytes and a value. One with sixteen bytes always has more behind it, so that of
  /// two that begin alike none is tried in vain.
  ///
  /// - Returns: the last of them, nil if there are too many.
  private mutating func add(_ literal: RawSpan, _ field: Field?, behind place: Int?) -> Int? {
    var place = place
    var rest = literal
    while rest.byteCount >= Step.most {
      place = add(Step(rest.extracting(first: Step.most)), behind: place)
      if place == nil { return nil }
      rest = rest.extracting(droppingFirst: Step.most)
    }
    return add(Step(rest, field: field), behind: place)
  }

  /// Finds or makes a step behind another, which is the first of a way if there is none; nil if there are too many.
  private mutating func add(_ step: Step, behind place: Int?) -> Int? {
    var sibling: Int?
    var next = Int(place.map { steps[$0].next } ?? first)
    var tried = 0
    while next > 0 {
      if steps[next].isSame(as: step) { return next }
      sibling = next
      next = Int(steps[next].sibling)
      tried += 1
    }
    guard tried < LineShapes.siblingLimit, steps.count < LineShapes.stepLimit else { return nil }
    let added = steps.count
    steps.append(step)
    if let sibling {
      steps[sibling].sibling = UInt32(added)
    } else if let place {
      steps[place].next = UInt32(added)
    } else {
      first = UInt32(added)
    }
    return added
  }
}
