/// A JSON text that is read as a whole, with the place of every value: for configuration, not for data.
public struct JSONTree: Sendable {
  /// What a value is.
  public enum Value: Sendable {
    /// A string, unescaped.
    case text(String)
    /// Digits without sign, fraction or exponent, below 10^18.
    case whole(Int)
    /// Any other number.
    case number
    /// True or false.
    case flag(Bool)
    /// Null.
    case null
    /// The elements of an array, in order.
    case list([JSONTree])
    /// The members in their order; a key may stand twice.
    case object([Member])
  }

  /// A member of an object.
  public struct Member: Sendable {
    /// The key.
    public let name: String
    /// The value.
    public let value: JSONTree
  }

  /// The longest text that is read, in bytes (16 MiB).
  public static let limit = 16 << 20

  /// The value.
  public let value: Value
  /// Where it begins.
  public let location: Location

  /// Reads a source to its end. A byte order mark is skipped.
  ///
  /// - Throws: `SourceProblem` with the place of the first thing that RFC 8259 doesn't allow.
  public static func read<Source: ByteSource & ~Copyable>(
    _ source: consuming Source
  ) throws(SourceProblem) -> JSONTree {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    while true {
      if count == bytes.count {
        guard count < limit else { throw .notConfiguration("it is longer than \(limit >> 20) MiB") }
        bytes.append(contentsOf: repeatElement(0, count: count))
      }
      let read: Int
      do throws(SourceFailure) {
        read = try source.read(into: &bytes, at: count, count: bytes.count - count)
      } catch { throw SourceProblem(error) }
      if read == 0 { break }
      count += read
    }
    bytes.replaceSubrange(count..., with: [UInt8](repeating: 0, count: Window.padding))
    var reader = TreeReader(bytes: bytes, count: count)
    return try reader.document()
  }
}

/// Reads the values of a text that is in memory, which zeros follow.
private struct TreeReader {
  let bytes: [UInt8]
  let count: Int
  /// How far rows have been counted, how many there are, and where the last of them begins.
  private var counted = 0
  private var rows = 1
  private var rowStart = 0

  init(bytes: [UInt8], count: Int) {
    self.bytes = bytes
    self.count = count
  }

  mutating func document() throws(SourceProblem) -> JSONTree {
    var cursor = JSONCursor(position: ByteOrderMark.length(in: bytes), limit: count)
    do throws(Stop) {
      let all = bytes
      _ = cursor.next(all.span.bytes)
      let tree = try value(&cursor, all.span.bytes)
      _ = cursor.next(all.span.bytes)
      guard cursor.position >= count else { throw Stop(cause: .document, position: cursor.position) }
      return tree
    } catch {
      if error.cause == .needMore { throw .notConfiguration("it ends in the middle", at: location(of: count)) }
      if error.cause == .document {
        throw .notConfiguration("something follows its end", at: location(of: error.position))
      }
      let place = location(of: error.position)
      throw .notConfiguration(
        SourceProblem.syntax(error.cause, found: bytes[error.position], at: place, guess: nil).message, at: place)
    }
  }

  private mutating func value(_ cursor: inout JSONCursor, _ all: RawSpan) throws(Stop) -> JSONTree {
    let place = location(of: cursor.position)
    switch cursor.byte(all) {
    case UInt8(ascii: "\""):
      return JSONTree(value: .text(try cursor.textValue(all) ?? ""), location: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      if case .whole(let number) = try cursor.number(all) { return JSONTree(value: .whole(number), location: place) }
      return JSONTree(value: .number, location: place)
    case UInt8(ascii: "["):
      var elements: [JSONTree] = []
      try cursor.open()
      while try cursor.element(all, isFirst: elements.isEmpty) { elements.append(try value(&cursor, all)) }
      return JSONTree(value: .list(elements), location: place)
    case UInt8(ascii: "{"):
      var members: [JSONTree.Member] = []
      try cursor.open()
      while let name = try cursor.namedMember(all, isFirst: members.isEmpty) {
        members.append(JSONTree.Member(name: name, value: try value(&cursor, all)))
      }
      return JSONTree(value: .object(members), location: place)
    default:
      let literal = try cursor.literal(all)
      return JSONTree(value: literal == .null ? .null : .flag(literal == .true), location: place)
    }
  }

  /// Where a position is. Of positions that come in their order, only what lies between is looked at.
  private mutating func location(of position: Int) -> Location {
    if position < counted { (counted, rows, rowStart) = (0, 1, 0) }
    let all = bytes
    let passed = all.span.bytes.extracting(counted..<position)
    let found = Rows.count(in: passed)
    if found > 0 {
      rows += found
      rowStart = counted + Rows.lastEnd(in: passed)
    }
    counted = position
    return Location(offset: position, row: rows, column: position - rowStart + 1)
  }
}

extension SourceProblem {
  fileprivate static func notConfiguration(_ why: Prose, at location: Location? = nil) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: "this is not a whole JSON document: \(why)",
      remedy: "Correct it at that place")
  }
}
