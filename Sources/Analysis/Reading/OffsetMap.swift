/// Where positions of a window are in the source, over the gaps of text that was cut out.
struct OffsetMap: Sendable {
  /// So many source bytes are missing before this position.
  private struct Hole {
    var position: Int
    var length: Int
  }

  /// The offset of position 0.
  private var base = 0
  private var holes: [Hole] = []

  init(base: Int = 0) {
    self.base = base
  }

  /// Whether nothing was cut out.
  var isGapless: Bool { holes.isEmpty }

  /// The offset in the source of a position.
  @inline(__always)
  func offset(of position: Int) -> Int {
    holes.isEmpty ? base + position : offsetOverHoles(of: position)
  }

  private func offsetOverHoles(of position: Int) -> Int {
    holes.reduce(base + position) { $1.position <= position ? $0 + $1.length : $0 }
  }

  /// The bytes before a position are gone; it is 0 now.
  mutating func discard(upTo position: Int) {
    base = offset(of: position)
    holes.removeAll { $0.position <= position }
    for index in holes.indices { holes[index].position -= position }
  }

  /// The bytes of a range are gone; what followed moved up.
  mutating func elide(_ range: Range<Int>) {
    for index in holes.indices where holes[index].position > range.lowerBound {
      holes[index].position = max(range.lowerBound, holes[index].position - range.count)
    }
    if let last = holes.lastIndex(where: { $0.position == range.lowerBound }) {
      holes[last].length += range.count
    } else {
      holes.append(Hole(position: range.lowerBound, length: range.count))
    }
  }
}
