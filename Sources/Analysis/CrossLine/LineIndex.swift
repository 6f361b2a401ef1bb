/// An entry for every production line, in input order: what production lines are compared by once all have been read.
///
/// In memory up to the budget; then full pieces go to a store, from where they are read back one by one or in turn.
struct LineIndex: Mergeable, Sendable {
  /// Entries of a piece (about 1 MB).
  private static let pieceSize = 8192

  private var store: (any ByteStore)?
  private var storedCount = 0
  /// The keys of what is in the store.
  private var piles = KeyPiles()
  private var pieces: [[LineEntry]] = []
  /// The place of the first entry of each piece in memory.
  private var starts: [Int] = []
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
  /// The places of production lines that are not known to be finished.
  private(set) var open = SortedRuns()
  /// How many entries have which keys.
  private(set) var census = EntryCensus()

  init() {}

  /// Bytes in memory.
  var memory: Int {
    (count - storedCount) * LineEntry.size + side.memory + documentStarts.count * 8 + open.buffered * KeyedValue.size
  }

  /// Begins a source: its first production line begins a document.
  mutating func beginSource() {
    lastDocument = -1
  }

  /// Begins a part of a document that others begin.
  mutating func beginPart() {
    lastDocument = 0
  }

  /// Adds the production lines of a batch.
  mutating func add(_ batch: Batch, _ context: RuleContext) {
    guard failure == nil else { return }
    seed = context.seed
    var rest = batch.lines.indices
    while !rest.isEmpty {
      if pieces.isEmpty || pieces[pieces.count - 1].count >= LineIndex.pieceSize { beginPiece() }
      let fitting = rest.prefix(LineIndex.pieceSize - pieces[pieces.count - 1].count)
      var piece: [LineEntry] = []
      swap(&piece, &pieces[pieces.count - 1])
      add(batch.lines.span.extracting(fitting), context, to: &piece)
      swap(&piece, &pieces[pieces.count - 1])
      rest = fitting.endIndex..<rest.endIndex
    }
  }

  /// Adds production lines to a piece that has room for them: a span spares copies of them.
  private mutating func add(_ lines: Span<ProductionLine>, _ context: RuleContext, to piece: inout [LineEntry]) {
    let known = piece.count
    piece.append(addingCapacity: lines.count) { entries in
      for index in lines.indices { entries.append(LineEntry(lines[index], context, side: &side)) }
    }
    let entries = piece.span.extracting(known...)
    census.add(entries)
    for index in lines.indices {
      let number = lines[index].document
      if number != lastDocument { documentStarts.append(count + index) }
      lastDocument = number
      if entries[index].isUnfinished != false { open.append(key: UInt64(count + index), value: 0) }
    }
    count += lines.count
  }

  /// Makes room for about so many production lines, if there is none yet.
  mutating func reserve(_ lines: Int) {
    guard pieces.isEmpty, count == 0 else { return }
    starts.append(0)
    pieces.append([])
    pieces[0].reserveCapacity(min(lines, LineIndex.pieceSize))
  }

  @inline(never)
  private mutating func beginPiece() {
    starts.append(count)
    pieces.append([])
    pieces[pieces.count - 1].reserveCapacity(LineIndex.pieceSize)
  }

  mutating func merge(_ next: LineIndex) {
    var next = next
    absorb(&next)
  }

  /// Adds the entries of another index, which is empty then: they need not be copied if nobody else has them.
  mutating func absorb(_ next: inout LineIndex) {
    defer { next = LineIndex() }
    if count == 0, failure == nil {
      swap(&self, &next)
      return
    }
    failure = failure ?? next.failure
    let shift = next.side.count > 0 ? side.count : 0
    let start = count
    do throws(SourceFailure) {
      try side.merge(next.side)
      while next.storedCount > 0, count - start < next.storedCount {
        add(try next.entries(from: count - start), shift)
      }
      for index in next.pieces.indices {
        var piece: [LineEntry] = []
        swap(&piece, &next.pieces[index])
        add(piece, shift)
      }
      var later = next.open
      try later.visit { open.append(key: $0.key + UInt64(start), value: 0) }
    } catch { fail(error) }
    census.merge(next.census)
    documentStarts += next.documentStarts.map { $0 + start }
  }

  /// Adds entries of another index.
  ///
  /// - Parameter shift: the bytes of side texts that come before theirs.
  private mutating func add(_ entries: consuming [LineEntry], _ shift: Int) {
    if shift > 0 {
      for index in entries.indices { entries[index].shiftSideTexts(by: shift) }
    }
    count += entries.count
    // Many entries are taken over as they stand; few are put with those before, so that pieces stay large.
    if let last = pieces.last, last.count + entries.count <= LineIndex.pieceSize,
      entries.count < LineIndex.pieceSize / 16
    {
      pieces[pieces.count - 1] += entries
    } else {
      starts.append(count - entries.count)
      pieces.append(entries)
    }
  }

  /// Gives up: an audit with an incomplete index is incomplete.
  mutating func fail(_ failure: SourceFailure) {
    self.failure = self.failure ?? failure
    pieces = []
    starts = []
    piles = KeyPiles()
    open = SortedRuns()
    count = 0
    storedCount = 0
  }

  /// Moves pieces to the store, unless all are asked for without the last, which may still grow.
  mutating func spill(_ storage: Storage, all: Bool = false) {
    let store = self.store ?? storage.make()
    self.store = store
    let moved = all ? pieces.count : max(0, pieces.count - 1)
    do throws(SourceFailure) {
      for piece in pieces[..<moved] {
        try piles.add(piece, at: storedCount, seed, storage)
        try store.append(piece.span.bytes)
        storedCount += piece.count
      }
      pieces.removeFirst(moved)
      starts.removeFirst(moved)
      try side.spill(storage)
      try open.spill(storage)
    } catch { fail(error) }
  }

  /// Whether entries are outside the memory.
  var isSpilled: Bool { storedCount > 0 }

  /// The keys of all entries in piles.
  func allPiles(_ storage: Storage) throws(SourceFailure) -> KeyPiles {
    var piles = piles
    for (piece, start) in zip(pieces, starts) { try piles.add(piece, at: start, seed, storage) }
    return piles
  }

  /// The entry of a production line.
  func entry(_ place: Int) throws(SourceFailure) -> LineEntry {
    if place >= storedCount {
      let piece = starts.countUpTo(place) - 1
      return pieces[piece][place - starts[piece]]
    }
    let bytes = try store?.read(at: place * LineEntry.size, count: LineEntry.size) ?? []
    return bytes.span.bytes.unsafeLoadUnaligned(as: LineEntry.self)
  }

  /// The entries from a place on, at most as many as are kept together.
  func entries(from place: Int) throws(SourceFailure) -> [LineEntry] {
    if place >= storedCount {
      let piece = starts.countUpTo(place) - 1
      guard piece >= 0, place < count else { return [] }
      return place == starts[piece] ? pieces[piece] : Array(pieces[piece][(place - starts[piece])...])
    }
    let taken = min(storedCount - place, LineIndex.pieceSize)
    let bytes = try store?.read(at: place * LineEntry.size, count: taken * LineEntry.size) ?? []
    return (0..<taken).map {
      bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: $0 * LineEntry.size, as: LineEntry.self)
    }
  }

  /// Calls the body with all entries, some that follow each other at a time, and the place of their first.
  func visitPieces(_ body: (Int, [LineEntry]) throws(SourceFailure) -> Void) throws(SourceFailure) {
    var place = 0
    while place < count {
      let piece = try entries(from: place)
      try body(place, piece)
      place += piece.count
    }
  }

  /// Calls the body with every entry and its place, in input order.
  func visit(_ body: (Int, LineEntry) throws(SourceFailure) -> Void) throws(SourceFailure) {
    try visitPieces { (place, piece) throws(SourceFailure) in
      for index in piece.indices { try body(place + index, piece[index]) }
    }
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
