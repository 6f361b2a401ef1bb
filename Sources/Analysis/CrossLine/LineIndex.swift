/// What is remembered of every production line, in input order: what they are compared by once all have been read.
///
/// `KeyPiles` have hashes of the keys, which tell what may stand twice. To compare and to name such production lines,
/// their entries are needed. Either those of all production lines are kept; or, of inputs that can be read at any
/// place, only where each production line stands, and the few that matter are read again (`recall`). What is beyond the
/// budget goes to stores.
struct LineIndex: Mergeable, Sendable {
  /// Entries of some production lines, which were read again.
  private struct Recalled {
    let places: RankedPlaces
    let entries: PagedColumn<LineEntry>
  }

  /// The entries of all production lines, if they are kept.
  private var entries = PagedColumn<LineEntry>()
  /// Where production lines stand in their sources, if entries are not kept.
  private var offsets = PagedColumn<Int>()
  private var recalled: [Recalled] = []
  private(set) var piles = KeyPiles()
  private(set) var side = SideTexts()
  /// For each document that has production lines, the place of its first.
  private(set) var documentStarts: [Int] = []
  /// Why it is not complete; nil if it is. Nothing is remembered any more then.
  private(set) var failure: SourceFailure?
  /// Production lines so far.
  private(set) var count = 0
  private var lastDocument = -1
  /// What the hashes of the entries begin with.
  private(set) var seed: UInt64 = 0
  /// The production lines that are not known to be finished, each with its `OpenLine`.
  private(set) var open = SortedRuns()
  /// How many entries have which keys.
  private(set) var census = EntryCensus()
  /// Entries of which only the keys are used.
  private var passing: [LineEntry] = []
  private var unused = SideTexts()

  init() {}

  /// Bytes in memory.
  var memory: Int {
    entries.memory + offsets.memory + piles.memory + side.memory + documentStarts.count * 8
      + open.buffered * KeyedValue.size
  }

  /// Whether only those entries are at hand that were read again.
  var recalls: Bool { offsets.count > 0 }

  /// Begins a source: its first production line begins a document.
  mutating func beginSource() {
    lastDocument = -1
  }

  /// Begins a part of a document that others begin.
  mutating func beginPart() {
    lastDocument = 0
  }

  /// Adds the production lines of a batch.
  ///
  /// - Parameter recalls: whether what matters of them will be read again.
  mutating func add(_ batch: Batch, _ context: RuleContext, recalls: Bool) {
    guard failure == nil else { return }
    seed = context.seed
    let lines = batch.lines.span
    var rest = lines.indices
    while !rest.isEmpty {
      if recalls {
        var page = offsets.takePage()
        let taken = rest.prefix(PagedColumn<Int>.pageSize - page.count)
        addKeys(lines.extracting(taken), context, &page)
        offsets.put(page)
        rest = taken.endIndex..<rest.endIndex
      } else {
        var page = entries.takePage()
        let taken = rest.prefix(PagedColumn<LineEntry>.pageSize - page.count)
        addEntries(lines.extracting(taken), context, &page)
        entries.put(page)
        rest = taken.endIndex..<rest.endIndex
      }
    }
  }

  /// Adds production lines to a page that has room for them: a span spares copies of them.
  private mutating func addEntries(_ lines: Span<ProductionLine>, _ context: RuleContext, _ page: inout [LineEntry]) {
    let known = page.count
    page.append(addingCapacity: lines.count) { entries in
      for index in lines.indices { entries.append(LineEntry(lines[index], context, side: &side)) }
    }
    note(page.span.extracting(known...), of: lines)
  }

  /// Adds the keys of production lines, and where these stand to a page that has room for that.
  private mutating func addKeys(_ lines: Span<ProductionLine>, _ context: RuleContext, _ page: inout [Int]) {
    var passing: [LineEntry] = []
    swap(&passing, &self.passing)
    passing.append(addingCapacity: lines.count) { entries in
      for index in lines.indices { entries.append(LineEntry(keysOf: lines[index], context, side: &unused)) }
    }
    page.append(addingCapacity: lines.count) { offsets in
      for index in lines.indices { offsets.append(lines[index].offset) }
    }
    note(passing.span, of: lines)
    passing.removeAll(keepingCapacity: true)
    swap(&passing, &self.passing)
    unused.removeAll()
  }

  private mutating func note(_ entries: Span<LineEntry>, of lines: Span<ProductionLine>) {
    census.add(entries)
    piles.add(entries, seed)
    for index in lines.indices {
      let number = lines[index].document
      if number != lastDocument { documentStarts.append(count + index) }
      lastDocument = number
      if entries[index].isUnfinished != false {
        open.append(key: UInt64(count + index), value: OpenLine(entries[index]).word)
      }
    }
    count += lines.count
    if count > KeyPiles.mostLines { fail(SourceFailure("more production lines than can be compared")) }
  }

  /// Makes room for about so many production lines, if there is none yet.
  mutating func reserve(_ lines: Int, recalls: Bool) {
    if recalls { offsets.reserve(lines) } else { entries.reserve(lines) }
    piles.reserve(lines)
  }

  mutating func merge(_ next: LineIndex) {
    var next = next
    absorb(&next)
  }

  /// Adds what another index has, which is empty then: it need not be copied if nobody else has it.
  mutating func absorb(_ next: inout LineIndex) {
    defer { next = LineIndex() }
    if count == 0, failure == nil {
      swap(&self, &next)
      return
    }
    failure = failure ?? next.failure
    guard failure == nil else { return }
    let start = count
    count += next.count
    do throws(SourceFailure) {
      if next.side.count > 0 {
        let shift = side.count
        try side.merge(next.side)
        try entries.absorb(&next.entries) { $0.shiftSideTexts(by: shift) }
      } else {
        try entries.absorb(&next.entries)
      }
      try offsets.absorb(&next.offsets)
      try piles.merge(next.piles)
      var later = next.open
      try later.visit { open.append(key: $0.key + UInt64(start), value: $0.value) }
    } catch { fail(error) }
    census.merge(next.census)
    documentStarts += next.documentStarts.map { $0 + start }
  }

  /// Gives up: an audit with an incomplete index is incomplete.
  mutating func fail(_ failure: SourceFailure) {
    self.failure = self.failure ?? failure
    entries = PagedColumn()
    offsets = PagedColumn()
    recalled = []
    piles = KeyPiles()
    open = SortedRuns()
    count = 0
  }

  /// Moves what is in memory to stores, unless all is asked for without what may still grow.
  mutating func spill(_ storage: Storage, all: Bool = false) {
    do throws(SourceFailure) {
      try entries.spill(storage, all: all)
      try offsets.spill(storage, all: all)
      try piles.spill(storage)
      try side.spill(storage)
      try open.spill(storage)
    } catch { fail(error) }
  }

  /// The entry of a production line, which must have been recalled if entries are not kept.
  ///
  /// - Throws: `SecondReading.changed` if it was not, as nobody asks for others unless an input is another now.
  func entry(_ place: Int) throws(SourceFailure) -> LineEntry {
    guard recalls else { return try entries.value(at: place) }
    for some in recalled {
      if let rank = some.places.rank(of: place) { return try some.entries.value(at: rank) }
    }
    throw SecondReading.changed
  }

  /// Calls the body with every entry and its place, in input order.
  func visit(_ body: (Int, LineEntry) throws(SourceFailure) -> Void) throws(SourceFailure) {
    precondition(!recalls, "entries that were not kept")
    try entries.visitPages { (place, page) throws(SourceFailure) in
      for index in page.indices { try body(place + index, page[index]) }
    }
  }

  /// Gives up the hashes of keys, once all that may stand twice has been found.
  mutating func removeHashes() { piles.removeHashes() }

  /// Reads production lines again, so that their entries are at hand.
  ///
  /// - Parameter sources: where the production lines of each source stand among all.
  mutating func recall(
    _ places: BitSet, of sources: SourcePlaces, by fetcher: inout LineFetcher, _ storage: Storage
  ) throws(SourceFailure) {
    var entries = PagedColumn<LineEntry>()
    try places.visit { (place) throws(SourceFailure) in
      entries.append(try fetcher.entry(at: try offsets.value(at: place), in: sources.number(of: place), side: &side))
      if memory + entries.memory > storage.budget { try entries.spill(storage, all: false) }
    }
    recalled.append(Recalled(places: RankedPlaces(places), entries: entries))
  }

  /// The number of the document that a production line stands in.
  func document(of place: Int) -> Int {
    documentStarts.countUpTo(place) - 1
  }

  /// Whether two production lines have the same key: UUIDs in any case of their letters, all else byte for byte.
  func isSame(_ kind: LineEntry.Kind, _ one: LineEntry, _ other: LineEntry) throws(SourceFailure) -> Bool {
    if !one.isAside(kind), !other.isAside(kind) { return one[kind] == other[kind] }
    guard one.hash(of: kind, seed: seed) == other.hash(of: kind, seed: seed) else { return false }
    return try compared(kind, of: one) == compared(kind, of: other)
  }

  /// An identifier as it is compared, empty if it can't be used.
  func compared(_ kind: LineEntry.Kind, of entry: LineEntry) throws(SourceFailure) -> [UInt8] {
    let text = try text(kind, of: entry).utf8
    return kind == .payment ? Array(text) : text.comparedAsID
  }

  private func bytes(_ kind: LineEntry.Kind, of entry: LineEntry) throws(SourceFailure) -> [UInt8] {
    try side.read(at: Int(entry[kind].first), count: Int(entry[kind].second & 0xFF))
  }

  /// The text of an identifier, empty if it can't be used.
  func text(_ kind: LineEntry.Kind, of entry: LineEntry) throws(SourceFailure) -> String {
    guard entry.obstacle(kind) == nil else { return "" }
    if entry.isAside(kind) { return String(decoding: try bytes(kind, of: entry), as: UTF8.self) }
    switch kind {
    case .id: return LineEntry.uuidText(entry[kind], isUpperCase: entry.isUpperCase)
    case .transaction: return LineEntry.uuidText(entry[kind], isUpperCase: false)
    case .payment: return LineEntry.paymentText(entry[kind])
    case .checksum: return ""
    }
  }
}
