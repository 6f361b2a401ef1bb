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

  private var words: [UInt64] = []
  /// Production lines.
  private(set) var count = 0

  init() {}

  /// Adds a production line.
  @inline(__always)
  mutating func append(_ standing: Standing) {
    if count & 31 == 0 { words.append(0) }
    words[count >> 5] |= standing.rawValue << UInt64(2 * (count & 31))
    count += 1
  }

  /// How the production line at a place stands.
  subscript(place: Int) -> Standing {
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
    for place in 0..<next.count { append(next[place]) }
  }
}
