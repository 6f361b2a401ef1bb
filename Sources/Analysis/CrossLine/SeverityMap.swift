/// How each production line that was read stands: two bits each, so that a finding that comes late can still change the
/// number of production lines with errors.
struct SeverityMap: Mergeable, Equatable, Sendable {
  /// How a production line stands.
  enum Standing: UInt64, Comparable, Sendable {
    /// It doesn't count: it is superseded, or outside the window of time.
    case leftOut
    /// It has no warning and no error.
    case clean
    case warning, error

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }

    /// The standing of a production line that has a finding of this severity.
    init(_ severity: Severity) {
      self = severity == .error ? .error : severity == .warning ? .warning : .clean
    }
  }

  /// A word of production lines that are clean.
  private static let allClean: UInt64 = 0x5555_5555_5555_5555

  private var words: [UInt64] = []
  /// Production lines.
  private(set) var count = 0
  /// Production lines with an error.
  private(set) var errors = 0
  /// Production lines with a warning, but no error.
  private(set) var warnings = 0

  init() {}

  /// Adds a production line: it counts and is clean so far, or it is left out.
  mutating func append(counts: Bool) {
    append(counts ? .clean : .leftOut)
  }

  /// Adds as many production lines that count.
  mutating func append(counting lines: Int) {
    var lines = lines
    while lines > 0 {
      if count & 31 == 0, lines >= 32 {
        words.append(SeverityMap.allClean)
        count += 32
        lines -= 32
      } else {
        append(.clean)
        lines -= 1
      }
    }
  }

  @inline(__always)
  private mutating func append(_ standing: Standing) {
    if count & 31 == 0 { words.append(0) }
    words[count >> 5] |= standing.rawValue << UInt64(2 * (count & 31))
    count += 1
  }

  /// Notes that a production line that counts has a finding of this severity.
  mutating func raise(_ place: Int, to severity: Severity) {
    let (before, after) = (self[place], Standing(severity))
    guard before != .leftOut, after > before else { return }
    self[place] = after
    if before == .warning { warnings -= 1 }
    if after == .error { errors += 1 } else { warnings += 1 }
  }

  /// How the production line at a place stands.
  private(set) subscript(place: Int) -> Standing {
    @inline(__always)
    get { Standing(rawValue: words[place >> 5] >> UInt64(2 * (place & 31)) & 3) ?? .leftOut }
    @inline(__always)
    set {
      let shift = UInt64(2 * (place & 31))
      words[place >> 5] = words[place >> 5] & ~(3 << shift) | newValue.rawValue << shift
    }
  }

  mutating func merge(_ next: SeverityMap) {
    if count == 0 {
      self = next
      return
    }
    errors += next.errors
    warnings += next.warnings
    let shift = UInt64(2 * (count & 31))
    for word in next.words {
      // Of 64 bits nothing is left.
      if shift > 0 { words[words.count - 1] |= word << shift }
      words.append(word >> (shift > 0 ? 64 - shift : 0))
    }
    count += next.count
    words.removeLast(words.count - (count + 31) / 32)
  }
}
