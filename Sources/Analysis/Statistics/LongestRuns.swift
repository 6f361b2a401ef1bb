/// The production lines with the longest time from start to end: a picture shows them.
///
/// Only numbers are kept, so that nothing is allocated while reading; names are looked up at the end. Memory doesn't
/// grow with the input: 200 entries of 48 bytes.
struct LongestRuns: Mergeable, Sendable {
  /// Production lines that are kept.
  static let limit = 200

  /// When a production line ran. The one that is worth more is the greater: the longer one, then the earlier in the
  /// input.
  struct Entry: Comparable, Sendable {
    /// The place of the production line among all that were read.
    var place: Int
    /// The request in milliseconds since 1970, nil if it can't be used.
    let requested: Int?
    /// Start and end in milliseconds since 1970.
    let started: Int
    let ended: Int

    /// From start to end in milliseconds.
    var time: Int { ended - started }

    @inline(__always)
    static func < (one: Entry, other: Entry) -> Bool {
      one.time != other.time ? one.time < other.time : one.place > other.place
    }
  }

  private var kept = MinHeap<Entry>()
  /// What others must take to be kept: nothing as long as there is room, then the shortest time that is kept.
  private(set) var leastTime = 0
  /// Production lines that say when they started and ended, those that are not kept too.
  private(set) var count = 0

  init() {}

  /// Those of a part of an input, of which others have taken so long that nothing shorter is kept.
  init(from leastTime: Int) {
    self.leastTime = leastTime
  }

  /// The entries by their start; those of the same moment by their place.
  var entries: [Entry] {
    kept.elements.sorted { $0.started != $1.started ? $0.started < $1.started : $0.place < $1.place }
  }

  /// Adds a production line; one that ended before it started doesn't count.
  @inline(__always)
  mutating func add(place: Int, requested: Int?, from started: Timestamp, to ended: Timestamp) {
    guard started <= ended else { return }
    count += 1
    guard ended.milliseconds - started.milliseconds >= leastTime else { return }
    keep(
      Entry(
        place: place, requested: requested, started: started.milliseconds,
        ended: ended.milliseconds))
  }

  @inline(never)
  private mutating func keep(_ entry: Entry) {
    if kept.count < LongestRuns.limit {
      kept.insert(entry)
    } else if let least = kept.least, least < entry {
      kept.replaceLeast(with: entry)
    }
    if kept.count == LongestRuns.limit, let least = kept.least { leastTime = least.time }
  }

  /// Moves the entries behind production lines that come before them.
  mutating func move(by places: Int) {
    kept.change { $0.place += places }
  }

  mutating func merge(_ next: LongestRuns) {
    count += next.count
    for entry in next.kept.elements { keep(entry) }
  }
}
