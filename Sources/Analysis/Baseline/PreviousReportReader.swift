/// Reads the findings, or the exceptions, of a JSON report one by one; members that are not known are skipped in any
/// length.
///
/// Like `DocumentReader`, it reads whatever the window cuts again from its beginning, once there is more.
struct PreviousReportReader<Draft: PreviousDraft, Source: ByteSource & ~Copyable>: ~Copyable {
  private enum State {
    case start, end, finished
    case topLevel(isFirst: Bool)
    case rows(isFirst: Bool)
    case skipping(JSONSkipper)
  }

  /// How that audit ended, as far as it has been read.
  private(set) var verdict: String?
  /// How that audit judged each rule, as far as it has been read.
  private(set) var rules: [ReportedRule] = []
  /// How many files of each role the report was made from, as far as it has been read.
  private(set) var roles: [String: Int] = [:]
  /// The version that wrote the report, as far as it has been read.
  private(set) var toolVersion: String?
  private var source: Source
  private var window: Window
  private var state = State.start
  private var position = 0
  private var depth = 0
  private var rowRange = 0..<0
  private var version: Int?
  private var tool: String?
  private var hasList = false
  /// The kind of the report, once something tells another one than the rows are of.
  private var otherKind: ReportKind?

  init(_ source: consuming Source, windowSize: Int = 1 << 20) {
    self.source = source
    window = Window(capacity: windowSize)
  }

  /// The bytes of the row that was read last.
  var rowBytes: ArraySlice<UInt8> { window.bytes[rowRange] }

  /// The next row, nil at the end of a whole report.
  mutating func next() throws(SourceProblem) -> Draft.Row? {
    while true {
      if case .finished = state { return nil }
      var cursor = JSONCursor(position: position, limit: window.count, depth: depth)
      let draft: Draft?
      do throws(Stop) {
        draft = try step(&cursor)
        position = cursor.position
        depth = cursor.depth
      } catch {
        guard error.cause == .needMore, !window.isFinal else { throw problem(error) }
        try refill(elidable: cursor.elidable)
        continue
      }
      if let draft {
        if let row = draft.row { return row }
        throw .notAReport("a finding has no fingerprint", at: window.location(of: rowRange.lowerBound))
      }
      try check()
    }
  }

  /// Does one unit of work; on an error nothing has changed but the cursor.
  private mutating func step(_ cursor: inout JSONCursor) throws(Stop) -> Draft? {
    let buffer = window.bytes
    let bytes = buffer.span.bytes
    switch state {
    case .start:
      cursor.position += try ByteOrderMark.length(in: window)
      guard cursor.next(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.document) }
      try cursor.open()
      state = .topLevel(isFirst: true)
    case .topLevel(let isFirst): try topLevel(&cursor, bytes, isFirst: isFirst)
    case .rows(let isFirst):
      guard try cursor.element(bytes, isFirst: isFirst) else {
        state = .topLevel(isFirst: false)
        return nil
      }
      let start = cursor.position
      let draft = try Draft(&cursor, bytes)
      rowRange = start..<cursor.position
      state = .rows(isFirst: false)
      return draft
    case .skipping(var skipper):
      if let stop = skipper.advance(&cursor, bytes) {
        state = .skipping(skipper)
        (position, depth) = (cursor.position, cursor.depth)
        throw stop
      }
      state = .topLevel(isFirst: false)
    case .end:
      _ = cursor.next(bytes)
      guard cursor.position >= cursor.limit else { throw Stop(cause: .document, position: cursor.position) }
      guard window.isFinal else { throw Stop(cause: .needMore, position: cursor.position) }
      state = .finished
    case .finished: break
    }
    return nil
  }

  private mutating func topLevel(_ cursor: inout JSONCursor, _ bytes: RawSpan, isFirst: Bool) throws(Stop) {
    guard let key = try cursor.namedMember(bytes, isFirst: isFirst) else {
      state = .end
      return
    }
    // What kind of value it is must be in sight.
    guard cursor.position < cursor.limit else { throw cursor.stop(.value) }
    let first = cursor.byte(bytes)
    switch key {
    case "schemaVersion":
      // A version that is no whole number is none of ours.
      if case .whole(let number) = try cursor.numberOrSkip(bytes) { version = number } else { version = -1 }
    case "verdict": verdict = try cursor.textValue(bytes)
    case "tool" where first == UInt8(ascii: "{"):
      try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
        switch key {
        case "name": tool = try cursor.textValue(bytes)
        case "version": toolVersion = try cursor.textValue(bytes)
        default: try cursor.skipValue(bytes)
        }
      }
    case "rules" where first == UInt8(ascii: "["): rules = try ReportedRule.readAll(&cursor, bytes)
    case "files" where first == UInt8(ascii: "["): try countRoles(&cursor, bytes, by: "role")
    case "optionFiles" where first == UInt8(ascii: "["): try countRoles(&cursor, bytes, by: "kind")
    case "kind":
      if let text = try cursor.textValue(bytes) { note(ReportKind(rawValue: text)) }
    case _ where key == Draft.kind.list && first == UInt8(ascii: "["):
      try cursor.open()
      hasList = true
      state = .rows(isFirst: true)
      return
    default:
      note(ReportKind.allCases.first { $0.list == key })
      state = .skipping(JSONSkipper())
      return
    }
    state = .topLevel(isFirst: false)
  }

  /// Notes what a member tells of the kind of the report; nil if it tells nothing.
  private mutating func note(_ kind: ReportKind?) {
    if let kind, kind != Draft.kind { otherKind = kind }
  }

  /// Counts the files of a list by what they are.
  private mutating func countRoles(_ cursor: inout JSONCursor, _ bytes: RawSpan, by name: String) throws(Stop) {
    var found: [String] = []
    var isFirst = true
    try cursor.open()
    while try cursor.element(bytes, isFirst: isFirst) {
      isFirst = false
      guard cursor.byte(bytes) == UInt8(ascii: "{") else { throw cursor.stop(.object) }
      try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
        guard key == name else { return try cursor.skipValue(bytes) }
        if let role = try cursor.textValue(bytes) { found.append(role) }
      }
    }
    for role in found { roles[role, default: 0] += 1 }
  }

  /// Fails as soon as it is clear that this is no report of a form that is known.
  private func check() throws(SourceProblem) {
    if let tool, tool != "tokaudit" { throw .notAReport("the tool is \(data: tool)") }
    if let version, version != JSONFormat.schemaVersion {
      throw .notAReport(
        "\(name: "schemaVersion") is not \(JSONFormat.schemaVersion), the only one that this version reads")
    }
    if let otherKind, tool != nil, version != nil { throw .another(otherKind, insteadOf: Draft.kind) }
    guard case .finished = state else { return }
    if version == nil { throw .notAReport("it has no \(name: "schemaVersion")") }
    if tool == nil { throw .notAReport("it has no \(name: "tool")") }
    if !hasList { throw .notAReport("it has no \(name: Draft.kind.list ?? "")") }
  }

  private mutating func refill(elidable: Range<Int>) throws(SourceProblem) {
    window.discard(upTo: position, and: elidable)
    position = 0
    do throws(SourceFailure) {
      if try window.refill(from: &source) { return }
    } catch { throw SourceProblem(error, at: window.location(of: window.count)) }
    throw .notAReport("a finding is longer than \(Window.recordLimit >> 20) MiB", at: window.location(of: 0))
  }

  private func problem(_ stop: Stop) -> SourceProblem {
    let isEnd = stop.cause == .needMore
    let place = window.location(of: isEnd ? window.count : stop.position)
    if isEnd { return .notAReport("it ends in the middle", at: place) }
    return .notAReport(
      SourceProblem.syntax(stop.cause, found: window.bytes[stop.position], at: place, guess: nil).message, at: place)
  }
}

extension SourceProblem {
  fileprivate static func another(_ kind: ReportKind, insteadOf wanted: ReportKind) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, message: "this is \(words: kind.words)",
      remedy: "Name one of \(name: wanted.command), written with \(name: "-o FILE.json")")
  }

  fileprivate static func notAReport(_ why: Prose, at location: Location? = nil) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, location: location, message: "this is not a whole JSON report of tokaudit: \(why)",
      remedy: "Name one that was written with \(name: "-o FILE.json")")
  }
}
