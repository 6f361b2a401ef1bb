/// Reads single production lines again, of sources that can be read at any place.
///
/// They are asked for in input order, so neighbours are mostly in the buffer already.
struct LineFetcher {
  /// Bytes that are read for a production line whose neighbours nobody asks for.
  private static let leastSize = 4096
  /// Bytes that are read at once at most. What is longer is read as the first time, in a window that grows.
  private static let mostSize = 1 << 20

  private let context: RuleContext
  private let reopen: Auditor.Reopening
  private var source: (number: Int, bytes: any RereadableBytes)?
  private var records: LineRecords
  private var buffer: [UInt8] = []
  /// Where in the source the buffer begins.
  private var start = 0
  /// Bytes in the buffer; zeros follow.
  private var count = 0
  private var size = leastSize

  /// - Parameters:
  ///   - context: of the auditor, for the catalogue and the settings.
  ///   - reopen: opens a source, by its number.
  init(_ context: RuleContext, _ reopen: @escaping Auditor.Reopening) {
    self.context = context
    self.reopen = reopen
    records = LineRecords(catalogue: context.catalogue)
  }

  /// Reads the production line at an offset of a source.
  ///
  /// - Parameter side: where texts go that have no place in the entry.
  /// - Throws: `SecondReading.changed` if there is none any more.
  mutating func entry(at offset: Int, in number: Int, side: inout SideTexts) throws(SourceFailure) -> LineEntry {
    if source?.number != number {
      source = (number, try reopen(number))
      count = 0
    }
    if offset < start || offset >= start + count { try fill(from: offset) }
    while true {
      if let entry = entry(at: offset, &side) { return entry }
      let isWhole = start == offset && count < size
      if isWhole || size >= LineFetcher.mostSize { return try longEntry(at: offset, &side) }
      // It goes on behind the buffer.
      try fill(from: offset)
    }
  }

  /// Fills the buffer: with more each time, where it is read on near its end.
  private mutating func fill(from offset: Int) throws(SourceFailure) {
    let isNear = count > 0 && offset >= start && offset < start + count + LineFetcher.leastSize
    size = isNear ? min(size * 2, LineFetcher.mostSize) : LineFetcher.leastSize
    guard let source, offset < source.bytes.count else { throw SecondReading.changed }
    buffer = try source.bytes.read(at: offset, count: min(size, source.bytes.count - offset))
    (start, count) = (offset, buffer.count)
    buffer.append(contentsOf: repeatElement(0, count: Window.padding))
  }

  /// The entry of a production line that ends in the buffer; nil otherwise.
  private mutating func entry(at offset: Int, _ side: inout SideTexts) -> LineEntry? {
    records.beginPart()
    let buffer = buffer
    let bytes = buffer.span.bytes
    var cursor = JSONCursor(position: offset - start, limit: count, depth: LineRecords.depthInList)
    do throws(Stop) { try records.read(&cursor, bytes, OffsetMap(base: start)) } catch { return nil }
    records.batch.texts.window = buffer
    return LineFetcher.entry(records.batch, context, &side)
  }

  private static func entry(_ batch: Batch, _ context: RuleContext, _ side: inout SideTexts) -> LineEntry? {
    guard let line = batch.lines.first else { return nil }
    var context = context
    context.texts = batch.texts
    return LineEntry(line, context, side: &side)
  }

  /// Reads a production line in a window, which leaves out what nobody needs.
  private func longEntry(at offset: Int, _ side: inout SideTexts) throws(SourceFailure) -> LineEntry {
    guard let source else { throw SecondReading.changed }
    var reader = DocumentReader(
      element: StoreSource(source.bytes, from: offset), records: LineRecords(catalogue: context.catalogue),
      windowSize: LineFetcher.mostSize)
    guard reader.fill() else { throw SecondReading.changed }
    reader.records.batch.texts.window = reader.windowBytes
    guard var entry = LineFetcher.entry(reader.records.batch, context, &side) else { throw SecondReading.changed }
    entry.offset = offset
    return entry
  }
}
