/// Where the production lines of each source stand among all, once every source was read.
struct SourcePlaces: Sendable {
  private let names: [String]
  /// The place of the first production line of each source, and of what would follow.
  private let starts: [Int]

  init(_ sources: [SourceReport]) {
    names = sources.map(\.name)
    starts = sources.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.productionLines) }
  }

  /// The name of a source, by its number.
  func name(of source: Int) -> String { names[source] }

  /// The place of a production line among all, by the number of its source and its 0-based place there.
  func place(_ index: Int, of source: Int) -> Int { starts[source] + index }

  /// The number of the source of a production line.
  func number(of place: Int) -> Int { starts.countUpTo(place) - 1 }

  /// The source of a production line, and its 0-based place there.
  func position(of place: Int) -> (source: String, index: Int) {
    let source = number(of: place)
    return (names[source], place - starts[source])
  }
}
