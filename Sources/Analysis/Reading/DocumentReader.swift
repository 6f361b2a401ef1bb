/// Reads JSON:API documents, one after another, from a source of bytes: the members of the top level, and the elements
/// of `data` by a record reader.
///
/// The unit of work is whatever can be parsed again from its beginning when the window ends in the middle of it: an
/// element, a top-level key, a value of `links` or `errors`. Top-level values that nobody needs are skipped in any
/// length.
struct DocumentReader<Source: ByteSource & ~Copyable, Records: RecordReader>: ~Copyable {
  private enum State {
    case start, between, bareResource
    case topLevel(isFirst: Bool)
    case list(isFirst: Bool)
    case skipping(JSONSkipper)
    case finished
  }

  /// The records that were read and not taken yet.
  var records: Records
  /// What makes the source incomplete, in the order found.
  private(set) var problems: [SourceProblem] = []
  /// Complete documents so far.
  private(set) var documents = 0
  /// Whether the source began with a byte order mark.
  private(set) var hasByteOrderMark = false
  /// Top-level keys that are not known.
  private(set) var unknownNames = UnknownNames()

  private var source: Source
  private var window: Window
  private var state = State.start
  private var position = 0
  private var depth = 0
  private var document = DocumentFacts()
  private var isTooLongToTell = false
  private var isInRows = false
  private let isAnswer: Bool
  private var stoppedAt: Int?
  private var keys = KeyTable(TopLevelKey.allCases.map(\.rawValue))

  /// A reader of a source.
  ///
  /// - Parameter isAnswer: whether it is an answer of the service as it comes, which is one document and nothing else.
  init(
    _ source: consuming Source, records: Records, windowSize: Int = Window.defaultCapacity, isAnswer: Bool = false
  ) {
    self.source = source
    self.isAnswer = isAnswer
    self.records = records
    window = Window(capacity: windowSize)
  }

  /// A reader of one element without a document around it, whatever its keys look like.
  init(element source: consuming Source, records: Records, windowSize: Int) {
    self.init(source, records: records, windowSize: windowSize)
    self.records.documentBegins()
    isInRows = true
    state = .bareResource
  }

  /// Bytes of the source that were read so far; after an error, those before it, however far the window went.
  var bytesRead: Int { stoppedAt ?? window.bytesRead }

  /// The bytes that the records' texts stand in.
  var windowBytes: [UInt8] { window.bytes }

  /// Where the window is in the source.
  var offsets: OffsetMap { window.offsets }

  /// Whether elements of a list follow that can be read elsewhere, by `readAhead` and from there.
  var canReadAhead: Bool {
    guard case .list(isFirst: false) = state else { return false }
    return records.isEmpty && window.canBeRefilled && window.isGapless
  }

  /// The offset in the source of the next element.
  var offset: Int { window.offset(of: position) }

  /// Takes out what is in memory from the next element on.
  mutating func takeAhead() -> [UInt8] {
    window.discard(upTo: position)
    position = 0
    return window.take()
  }

  /// Reads on in the source.
  mutating func readAhead(into buffer: inout [UInt8], at place: Int, count: Int) throws(SourceFailure) -> Int {
    try source.read(into: &buffer, at: place, count: count)
  }

  /// Goes on behind elements that were read elsewhere; see `Window.put`.
  mutating func goOn(with rest: [UInt8], at offset: Int, after rows: RowCount, isFinal: Bool, failure: SourceFailure?) {
    window.put(rest, at: offset, after: rows, isFinal: isFinal, failure: failure)
  }

  /// Reads records until they must be taken or the input ends.
  ///
  /// - Returns: false when there is nothing more to take.
  mutating func fill() -> Bool {
    while true {
      if case .finished = state { return !records.isEmpty }
      if records.isFull { return true }
      var cursor = JSONCursor(position: position, limit: window.count, depth: depth)
      do throws(Stop) {
        try step(&cursor)
        position = cursor.position
        depth = cursor.depth
      } catch {
        if error.cause == .needMore, !window.isFinal {
          // The window can't move while records stand in it.
          if !records.isEmpty { return true }
          refill(elidable: cursor.elidable)
        } else {
          fail(error)
        }
      }
    }
  }

  private mutating func refill(elidable: Range<Int>) {
    window.discard(upTo: position, and: elidable)
    position = 0
    do throws(SourceFailure) {
      if try window.refill(from: &source) { return }
      if case .between = state {
        isTooLongToTell = true
      } else {
        finish(.tooLong(isRecord: isInRecord, at: window.location(of: 0)))
      }
    } catch {
      finish(SourceProblem(error, at: window.location(of: window.count)))
    }
  }

  /// Whether a production line is being read, and not something of the document around it.
  private var isInRecord: Bool {
    switch state {
    case .list, .bareResource: true
    default: false
    }
  }

  /// Ends the reading with a problem.
  private mutating func finish(_ problem: SourceProblem) {
    problems.append(problem)
    stoppedAt = problem.location?.offset
    state = .finished
  }

  private mutating func fail(_ stop: Stop) {
    let isEnd = stop.cause == .needMore
    switch state {
    case .start where window.count == 0: finish(.empty)
    case .between where isEnd && position == window.count:
      endRows()
      if documents == 0 { finish(.empty) } else { state = .finished }
    case _ where isEnd: finish(.truncated(at: window.location(of: window.count)))
    default:
      let isFirstByte = documents == 0 && stop.cause == .document
      finish(
        .syntax(
          stop.cause, found: window.bytes[stop.position], at: window.location(of: stop.position),
          guess: isFirstByte ? Signature.guess(Array(window.bytes[stop.position..<window.count].prefix(16))) : nil))
    }
  }

  /// Does one unit of work; on an error nothing has changed but the cursor.
  private mutating func step(_ cursor: inout JSONCursor) throws(Stop) {
    switch state {
    case .start: try begin(&cursor)
    case .between: try beginDocument(&cursor)
    case .bareResource:
      let buffer = window.bytes
      try records.read(&cursor, buffer.span.bytes, window.offsets)
      state = .between
      documents += 1
    case .topLevel(let isFirst): try topLevel(&cursor, isFirst: isFirst)
    case .list(let isFirst): try list(&cursor, isFirst: isFirst)
    case .skipping(var skipper):
      let buffer = window.bytes
      if let stop = skipper.advance(&cursor, buffer.span.bytes) {
        state = .skipping(skipper)
        (position, depth) = (cursor.position, cursor.depth)
        throw stop
      }
      state = .topLevel(isFirst: false)
    case .finished: break
    }
  }

  /// The beginning of the source: its encoding.
  private mutating func begin(_ cursor: inout JSONCursor) throws(Stop) {
    if window.count < 4, !window.isFinal { throw Stop(cause: .needMore, position: 0) }
    if window.count == 0 { throw Stop(cause: .needMore, position: 0) }
    let head = Array(window.bytes[..<min(window.count, 4)])
    if let encoding = Signature.foreignEncoding(head) {
      finish(.encoding(encoding))
      return
    }
    cursor.position = ByteOrderMark.length(in: head)
    hasByteOrderMark = cursor.position > 0
    state = .between
  }

  /// White space, then a document or a bare resource object.
  private mutating func beginDocument(_ cursor: inout JSONCursor) throws(Stop) {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    let first = cursor.next(bytes)
    position = cursor.position
    if isAnswer, documents > 0 {
      let stop = cursor.stop(.document)
      if stop.cause == .needMore { throw stop }
      finish(.moreThanOneDocument(at: window.location(of: position)))
      return
    }
    guard first == UInt8(ascii: "{") else { throw cursor.stop(.document) }
    if !isAnswer, !isTooLongToTell, try isBareResource(&cursor, bytes) {
      // Rows of bare resource objects are one document as far as their kind is concerned.
      if !isInRows { records.documentBegins() }
      isInRows = true
      state = .bareResource
      return
    }
    endRows()
    isTooLongToTell = false
    try cursor.open()
    document = DocumentFacts()
    records.documentBegins()
    state = .topLevel(isFirst: true)
  }

  /// Whether the object at the cursor is a resource of its own, told by the first key that only one of the two has; an
  /// object of another API has an id too. The cursor stays where it is.
  private mutating func isBareResource(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool {
    let start = cursor
    defer {
      cursor.position = start.position
      cursor.depth = start.depth
    }
    try cursor.open()
    keys.begin()
    var (hasID, isForeign) = (false, false)
    while let member = try keys.next(&cursor, bytes) {
      switch member.key.map({ TopLevelKey.allCases[$0] }) {
      case .data, .errors, .jsonapi, .included: return false
      case .type, .attributes, .relationships: return true
      case .id:
        hasID = true
        try cursor.skipValue(bytes)
      case .object:
        isForeign = true
        try cursor.skipValue(bytes)
      case .links: try cursor.skipValue(bytes)
      case .meta, nil: try cursor.skipValue(bytes, isUnwanted: true)
      }
    }
    return hasID && !isForeign
  }

  private mutating func topLevel(_ cursor: inout JSONCursor, isFirst: Bool) throws(Stop) {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    if isFirst { keys.begin() }
    guard let member = try keys.next(&cursor, bytes) else {
      endDocument(at: cursor.position)
      return
    }
    // What kind of value it is must be in sight.
    guard cursor.position < cursor.limit else { throw cursor.stop(.value) }
    let keyPosition = member.name.lowerBound - 1
    switch member.key.map({ TopLevelKey.allCases[$0] }) {
    case .data where document.foreignObject != nil:
      document.hasData = true
      state = .skipping(JSONSkipper())
    case .data where !document.hasData:
      try data(&cursor, bytes)
    case .data:
      // The first one has been audited already; which of the two holds, nobody can say.
      problems.append(.twice("data", at: window.location(of: keyPosition)))
      state = .skipping(JSONSkipper())
    case .errors:
      if let error = try ErrorDocument.read(&cursor, bytes) {
        document.error = document.error ?? (error, window.location(of: keyPosition))
      }
      state = .topLevel(isFirst: false)
    case .links:
      if let next = try Links.next(&cursor, bytes) {
        document.next = document.next ?? .partialList(next, at: window.location(of: next.position))
      }
      state = .topLevel(isFirst: false)
    case .meta, .jsonapi, .included:
      state = .skipping(JSONSkipper())
    case .object where cursor.byte(bytes) == UInt8(ascii: "\""):
      if let object = try cursor.textValue(bytes) {
        document.foreignObject = document.foreignObject ?? (object, window.location(of: keyPosition))
      }
      state = .topLevel(isFirst: false)
    case .attributes where !isAnswer, .relationships where !isAnswer:
      // No document has these: a resource object of a row may have begun like one.
      document.resourceMember = document.resourceMember ?? window.location(of: keyPosition)
      unknownNames.add(bytes.extracting(member.name), prefix: "")
      state = .skipping(JSONSkipper())
    case .type, .id, .attributes, .relationships, .object, nil:
      unknownNames.add(bytes.extracting(member.name), prefix: "")
      state = .skipping(JSONSkipper())
    }
  }

  private mutating func data(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    switch cursor.byte(bytes) {
    case UInt8(ascii: "["):
      try cursor.open()
      state = .list(isFirst: true)
    case UInt8(ascii: "{"):
      try records.read(&cursor, bytes, window.offsets)
      state = .topLevel(isFirst: false)
    default:
      let start = cursor.position
      var probe = cursor
      try probe.skipValue(bytes)
      problems.append(
        .notAList(found: Array(window.bytes[start..<min(probe.position, start + 40)]), at: window.location(of: start)))
      cursor = probe
      state = .topLevel(isFirst: false)
    }
    document.hasData = true
  }

  private mutating func list(_ cursor: inout JSONCursor, isFirst: Bool) throws(Stop) {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    var isFirst = isFirst
    // Many elements a step: this is the hot loop.
    while true {
      // White space is done with, however much there is.
      _ = cursor.next(bytes)
      let start = cursor
      do throws(Stop) {
        guard try cursor.element(bytes, isFirst: isFirst) else {
          state = .topLevel(isFirst: false)
          return
        }
        let first = cursor.position
        try records.read(&cursor, bytes, window.offsets)
        if records.isInOneRow { window.noteOneRow(first..<cursor.position, bytes) }
      } catch {
        position = start.position
        depth = start.depth
        state = .list(isFirst: isFirst)
        throw error
      }
      isFirst = false
      if records.isFull {
        state = .list(isFirst: false)
        return
      }
    }
  }

  private mutating func endRows() {
    if isInRows, let problem = records.documentEnds() { problems.append(problem) }
    isInRows = false
  }

  private mutating func endDocument(at position: Int) {
    documents += 1
    state = .between
    if let problem = document.problem(at: window.location(of: position - 1)) ?? records.documentEnds() {
      problems.append(problem)
    }
    if let next = document.next { problems.append(next) }
  }
}
