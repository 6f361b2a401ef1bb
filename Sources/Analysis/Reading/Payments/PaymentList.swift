/// Reads API lists of payment intents, charges, refunds or disputes, or what a search for them has found: one list, an
/// array of lists, or rows of either.
struct PaymentList<Source: ByteSource & ~Copyable>: ~Copyable {
  private enum State {
    /// Where a document or an element of the outer array may begin.
    case between(isFirst: Bool)
    /// Within the object of a list.
    case topLevel(isFirst: Bool)
    /// Within `data`.
    case data(isFirst: Bool)
    case skipping(JSONSkipper)
    case finished
  }

  private var source: Source
  private var window: Window
  private var state = State.between(isFirst: true)
  private var position = 0
  private var depth = 0
  /// Whether the documents stand in an array.
  private var isInArray = false
  private let role: PaymentFile.Role
  private var documents = 0
  /// Whether an array of documents has ended, which may be empty.
  private var hasEnded = false
  /// The kind of the objects of the list; of one without any, that of the list before.
  private var kind = ""
  /// Whether the list says that there is more of it; nil if it doesn't say.
  private var hasMore: Bool?
  /// What was read of the list itself.
  private var members = PaymentMembers()
  /// What is wrong with the first list of which something is.
  private var fault: Prose?

  init(_ source: consuming Source, _ role: PaymentFile.Role, windowSize: Int) {
    self.source = source
    self.role = role
    window = Window(capacity: windowSize)
  }

  /// Reads to the end.
  mutating func read(into book: inout PaymentBook, _ file: inout PaymentFile) {
    file.format = "API list"
    do throws(SourceProblem) {
      while true {
        if case .finished = state { break }
        var cursor = JSONCursor(position: position, limit: window.count, depth: depth)
        let before = file.rows
        var object: PaymentObject?
        do throws(Stop) {
          object = try step(&cursor)
          position = cursor.position
          depth = cursor.depth
        } catch {
          if error.cause == .needMore, !window.isFinal {
            try refill(elidable: cursor.elidable)
          } else {
            try end(error)
          }
        }
        if let object {
          file.rows = before + 1
          object.add(to: &book, &file, as: role)
          note(object, of: &file)
        }
        if case .between = state, let hasMore {
          file.runs[kind, default: ListRun()].goesOn = hasMore
          self.hasMore = nil
        }
      }
      if documents == 0 { throw .noList }
      if let fault { throw .list(fault) }
      if kind == "event", file.rejected == file.rows { throw .events(role) }
    } catch { file.problems.append(error) }
    file.bytes = window.bytesRead
  }

  /// Notes how far back the objects of this kind reach.
  private mutating func note(_ object: PaymentObject, of file: inout PaymentFile) {
    if !object.kind.isEmpty { kind = object.kind }
    guard let created = object.moment else { return }
    let known = file.runs[kind]?.oldest ?? created
    file.runs[kind, default: ListRun()].oldest = min(known, created)
  }

  /// Does one unit of work; on an error nothing has changed but the cursor.
  private mutating func step(_ cursor: inout JSONCursor) throws(Stop) -> PaymentObject? {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    switch state {
    case .between(let isFirst): return try document(&cursor, bytes, isFirst: isFirst)
    case .topLevel(let isFirst): try topLevel(&cursor, bytes, isFirst: isFirst)
    case .data(let isFirst):
      guard try cursor.element(bytes, isFirst: isFirst) else {
        state = .topLevel(isFirst: false)
        return nil
      }
      let object = try PaymentObject.read(&cursor, bytes)
      state = .data(isFirst: false)
      return object
    case .skipping(var skipper):
      if let stop = skipper.advance(&cursor, bytes) {
        state = .skipping(skipper)
        (position, depth) = (cursor.position, cursor.depth)
        throw stop
      }
      state = .topLevel(isFirst: false)
    case .finished: break
    }
    return nil
  }

  private mutating func document(
    _ cursor: inout JSONCursor, _ bytes: RawSpan, isFirst: Bool
  ) throws(Stop) -> PaymentObject? {
    if documents == 0, !isInArray, cursor.position == 0 {
      if window.count < 4, !window.isFinal { throw Stop(cause: .needMore, position: 0) }
      cursor.position = ByteOrderMark.length(in: window.bytes)
    }
    let found = cursor.next(bytes)
    if isInArray {
      guard try cursor.element(bytes, isFirst: isFirst) else {
        isInArray = false
        hasEnded = true
        state = .between(isFirst: true)
        return nil
      }
    } else if found == UInt8(ascii: "[") {
      try cursor.open()
      isInArray = true
      state = .between(isFirst: true)
      return nil
    }
    guard cursor.byte(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.document) }
    // A list has `data`; an object of its own has none, and must be in sight as a whole.
    if try isList(cursor, bytes) {
      try cursor.open()
      members = PaymentMembers()
      state = .topLevel(isFirst: true)
    } else {
      let object = try PaymentObject.read(&cursor, bytes)
      documents += 1
      state = .between(isFirst: false)
      return object
    }
    documents += 1
    return nil
  }

  /// Whether the object at the cursor is a list: the first of `object` and `data` tells.
  private func isList(_ start: JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool {
    var cursor = start
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      if cursor.position >= cursor.limit { throw cursor.stop(.value) }
      if key == "data" { return true }
      if key == "object" { return try cursor.textValue(bytes).map(["list", "search_result"].contains) ?? false }
      if key == "id" { return false }
      try cursor.skipValue(bytes)
    }
    return false
  }

  private mutating func topLevel(_ cursor: inout JSONCursor, _ bytes: RawSpan, isFirst: Bool) throws(Stop) {
    guard let key = try cursor.namedMember(bytes, isFirst: isFirst) else {
      if !members.has("data") { noteData(found: "none") }
      fault = fault ?? members.fault
      state = .between(isFirst: false)
      return
    }
    guard cursor.position < cursor.limit else { throw cursor.stop(.value) }
    switch key {
    case "data":
      if cursor.byte(bytes) == UInt8(ascii: "[") {
        try cursor.open()
        state = .data(isFirst: true)
        noteData(found: nil)
      } else {
        let start = cursor.position
        try cursor.skipValue(bytes)
        state = .topLevel(isFirst: false)
        noteData(found: PaymentMembers.found(bytes, start..<cursor.position))
      }
    case "has_more":
      hasMore = try members.flag(key, &cursor, bytes)
      state = .topLevel(isFirst: false)
    default: state = .skipping(JSONSkipper())
    }
  }

  private mutating func noteData(found: Prose?) { members.note("data", "an array", found: found) }

  private mutating func refill(elidable: Range<Int>) throws(SourceProblem) {
    window.discard(upTo: position, and: elidable)
    position = 0
    do throws(SourceFailure) {
      if try window.refill(from: &source) { return }
    } catch {
      state = .finished
      throw SourceProblem(error, at: window.location(of: window.count))
    }
    state = .finished
    throw .tooLong(isRecord: false, at: window.location(of: 0))
  }

  private mutating func end(_ stop: Stop) throws(SourceProblem) {
    let isEnd = stop.cause == .needMore
    var rest = position
    while rest < window.count, window.bytes[rest] <= 0x20 { rest += 1 }
    if isEnd, !isInArray, rest == window.count, case .between = state, documents > 0 || hasEnded {
      state = .finished
      return
    }
    state = .finished
    let place = window.location(of: isEnd ? window.count : stop.position)
    throw isEnd
      ? .truncated(at: place)
      : .syntax(stop.cause, found: window.bytes[stop.position], at: place, guess: nil)
  }
}

extension SourceProblem {
  static let hasMore = SourceProblem(
    kind: .partialList, message: "this is not the whole list: \(name: "has_more") is true",
    remedy: """
      Save the further pages too, with \(name: "starting_after"), or \(name: "page") where it is the answer of a search, \
      and give all of them
      """)

  private static let saveAgain: Prose = "Save the answer of the API again, and the whole of it"

  fileprivate static let noList = SourceProblem(
    kind: .empty, message: "there is neither a list nor an object in it", remedy: saveAgain)

  fileprivate static func events(_ role: PaymentFile.Role) -> SourceProblem {
    let wanted: Prose =
      role == .payments
      ? "\(name: "payment_intents") or \(name: "charges")" : "\(name: role.rawValue)"
    return SourceProblem(
      kind: .anotherKind, message: "these are events, which tell what happened and not how it stands now",
      remedy: "List \(wanted) of the API instead")
  }

  fileprivate static func list(_ fault: Prose) -> SourceProblem {
    SourceProblem(kind: .malformed, message: fault, remedy: saveAgain)
  }
}
