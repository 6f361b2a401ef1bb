/// Reads production lines: by the shapes of earlier ones, or else in the ordinary way.
struct LineRecords: RecordReader {
  /// The production lines that were read and not taken yet.
  var batch = Batch()
  /// Keys that are not known.
  private(set) var unknownNames = UnknownNames()
  /// Production lines read so far.
  private(set) var count = 0
  private(set) var isInOneRow = false

  private var settler: LineSettler
  private var parser = LineParser()
  /// The shapes of the production lines so far.
  private(set) var shapes: LineShapes
  private var typesInDocument = TypeCount()
  private var leavesOutOthers: Bool
  private var day = Timestamp.Day()
  private var document = -1

  /// - Parameters:
  ///   - usesShapes: whether production lines may be read by the shapes of earlier ones; changes no result.
  ///   - leavesOutOthers: whether a document may be of another kind, so that what `TypeCount` tells is left out.
  init(catalogue: AlphabetCatalogue, usesShapes: Bool = true, leavesOutOthers: Bool = false) {
    self.leavesOutOthers = leavesOutOthers
    settler = LineSettler(catalogue: catalogue)
    shapes = LineShapes(isUsed: usesShapes)
  }

  var isFull: Bool { batch.lines.count >= Batch.capacity }
  var isEmpty: Bool { batch.lines.isEmpty }

  /// Arrays and objects that are open around an element of a list: the document and its `data`.
  static let depthInList = 2

  /// Whether it is decided that the next elements of the document are production lines, so that parts can be read.
  var areKnownAsLines: Bool { !leavesOutOthers || typesInDocument.hasBegun }

  /// Begins a part of a list whose beginning others read.
  mutating func beginPart() {
    leavesOutOthers = false
    batch.removeAll()
    unknownNames = UnknownNames()
    typesInDocument = TypeCount()
    count = 0
    document = 0
  }

  /// What was read since the beginning of the part, besides the production lines.
  var part: (count: Int, types: TypeCount, unknownNames: UnknownNames) { (count, typesInDocument, unknownNames) }

  /// Goes on behind production lines that others read.
  mutating func skip(_ part: (count: Int, types: TypeCount, unknownNames: UnknownNames)) {
    count += part.count
    typesInDocument.merge(part.types)
    unknownNames.merge(part.unknownNames)
  }

  mutating func documentBegins() {
    document += 1
    typesInDocument = TypeCount()
  }

  func documentEnds() -> SourceProblem? {
    typesInDocument.problem
  }

  mutating func read(_ cursor: inout JSONCursor, _ bytes: RawSpan, _ offsets: OffsetMap) throws(Stop) {
    let start = cursor.position
    let place = batch.lines.count
    // Production lines are large: it is filled in where it will stay.
    batch.lines.append(ProductionLine())
    let end = shapes.read(&batch.lines[place], at: start, bytes, &day)
    if let end {
      cursor.position = end.position
      isInOneRow = end.isInOneRow
    } else {
      isInOneRow = false
      do throws(Stop) { batch.lines[place] = try readOrdinarily(&cursor, bytes) } catch {
        batch.lines.removeLast()
        throw error
      }
    }
    let record = start..<cursor.position
    batch.lines[place].stand(at: count, in: document, offset: offsets.offset(of: start), record: Text(window: record))
    settler.settle(&batch.lines[place], batch.texts, bytes)
    if typesInDocument.add(batch.lines[place], mayLeaveOut: leavesOutOthers, batch.texts, bytes) {
      batch.lines.removeLast()
      // No text of a document that is left out stays.
      if batch.lines.isEmpty { batch.removeAll() }
      return
    }
    count += 1
    if end == nil { addUnknownNames(bytes) }
  }

  /// Adds those of the production line that was read last, in the ordinary way.
  @inline(never)
  private mutating func addUnknownNames(_ bytes: RawSpan) {
    for (prefix, range) in parser.unknown { unknownNames.add(bytes.extracting(range), prefix: prefix) }
  }

  /// Reads an element in the ordinary way, and learns its shape.
  @inline(never)
  private mutating func readOrdinarily(
    _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> ProductionLine {
    let start = cursor.position
    parser.notesMembers = shapes.canLearn
    swap(&parser.texts, &batch.texts)
    defer { swap(&parser.texts, &batch.texts) }
    let line = try parser.read(&cursor, bytes)
    if parser.notesMembers, parser.isPlain {
      shapes.learn(parser.members, present: line.present, in: start..<cursor.position, bytes)
    }
    return line
  }
}
