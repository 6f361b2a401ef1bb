/// Why an audit is incomplete, with what a report says of it.
public enum Shortfall: Equatable, Sendable {
  /// Some sources could not be read or understood as a whole.
  case sources(broken: Int, all: Int)
  /// Some token files could not be read to their end.
  case tokenFiles(broken: Int, all: Int)
  /// Another number of production lines was expected.
  case count(expected: Int, counted: Int, inWindow: Bool)
  /// There are production lines, but none that ended in the window: what has not ended yet doesn't count.
  case emptyWindow
  /// Production lines could not be compared with each other, and why.
  case notCompared(SourceFailure)
  /// Of some orders it can't be told whether they were delivered.
  case ordersUntold(count: Int, all: Int)
  /// No rule could be tested on anything.
  case nothingTestable

  /// A few words for a title.
  var cause: Prose {
    switch self {
    case .sources(let broken, let all): "\(broken) of \(all, "source") not complete"
    case .tokenFiles(let broken, let all): "\(broken) of \(all, "token file") not read to the end"
    case .count(let expected, let counted, _):
      counted < expected
        ? "\(expected - counted, "production line") missing"
        : "\(counted - expected, "production line") more than expected"
    case .emptyWindow: "no production line ended in the window"
    case .notCompared: "production lines not compared with each other"
    case .ordersUntold(let count, let all): "\(count) of \(all, "order") can't be judged"
    case .nothingTestable: "no rule could be tested"
    }
  }

  /// Whether the problems of the sources say all of it.
  public var isOfSources: Bool {
    switch self {
    case .sources, .tokenFiles: true
    case .count, .emptyWindow, .notCompared, .ordersUntold, .nothingTestable: false
    }
  }

  /// The whole of it in a sentence or two; of sources, their own problems say more.
  public var text: Prose {
    switch self {
    case .sources, .tokenFiles: "\(cause)."
    case .count(let expected, let counted, let inWindow):
      """
      \(Shortfall.difference(counted - expected)): \(expected) \(words: expected == 1 ? "was" : "were") expected, \
      \(counted) \(words: counted == 1 ? "was" : "were") \(words: inWindow ? "counted for this window" : "counted").
      """
    case .emptyWindow:
      "No production line ended in this window. If that is right, say so with \(name: "--allow-empty")."
    case .notCompared(let failure):
      "Production lines could not be compared with each other: \(data: failure.message)."
    case .ordersUntold: "\(cause): see Not covered by this verdict for what is missing."
    case .nothingTestable: "No rule could be tested, so nothing was proven."
    }
  }

  /// The same for whoever runs the audit: with the folder at fault and what to do, which a report has elsewhere or not.
  public var textHere: Prose {
    guard case .notCompared(let failure) = self, let folder = failure.folder else { return text }
    return "\(text) It goes to \(data: folder). \(remedy)."
  }

  /// What to do about it.
  var remedy: Prose {
    switch self {
    case .sources, .tokenFiles: "See each source"
    case .count:
      "Check that every list was saved whole and none twice, and that \(name: "--expect-count") is the right number"
    case .emptyWindow: "Check the window, or accept that it is empty with \(name: "--allow-empty")"
    case .notCompared:
      "Name a folder that is there and has room in \(name: "TMPDIR"), or allow more with \(name: "--memory")"
    case .ordersUntold: "See Not covered by this verdict"
    case .nothingTestable: "Check which rules are switched off, and see in All rules why the others can't be tested"
    }
  }

  private static func difference(_ count: Int) -> Prose {
    let lines: Prose = "\(count.magnitude, "production line")"
    let verb = count.magnitude == 1 ? "is" : "are"
    return count < 0 ? "\(lines) \(words: verb) missing" : "There \(words: verb) \(lines) more than expected"
  }
}

extension Audit {
  /// Everything that makes the audit incomplete under these settings, the gravest first; empty if it is complete.
  public func shortfalls(_ settings: AuditSettings) -> [Shortfall] {
    var list: [Shortfall] = []
    let lists = sources.filter { !$0.isTokenFile }
    let broken = lists.count { !$0.isComplete }
    if broken > 0 { list.append(.sources(broken: broken, all: lists.count)) }
    let unread = sources.count - lists.count
    if unread > 0 { list.append(.tokenFiles(broken: unread, all: unread + (tokens?.files ?? 0))) }
    if let failure { list.append(.notCompared(failure)) }
    if let expected = settings.expectCount, expected != productionLines {
      list.append(.count(expected: expected, counted: productionLines, inWindow: settings.window != nil))
    }
    // Who states a number that is right knows what the window leaves.
    let isKnown = settings.expectCount != nil && productionLines > 0
    if isEmptyWindow, !isKnown, !settings.allowEmpty, !settings.allowEmptyWindow { list.append(.emptyWindow) }
    if let orders, orders.untold > 0 { list.append(.ordersUntold(count: orders.untold, all: orders.rows)) }
    // Without production lines (and with --allow-empty) there is nothing to test.
    if list.isEmpty, sources.isEmpty || productionLines > 0 && !tallies.contains(where: { $0.tested > 0 }) {
      list.append(.nothingTestable)
    }
    return list
  }

  /// Whether nothing is missing of what was to be read, so that what was not met isn't there; a window may be empty.
  public func isWhole(_ settings: AuditSettings) -> Bool {
    shortfalls(settings).allSatisfy { $0 == .emptyWindow }
  }

  /// Whether production lines were read, but none that ended in the window.
  var isEmptyWindow: Bool {
    windowCounts.ended == 0 && windowCounts.outside + windowCounts.carriedOver + windowCounts.deleted > 0
  }
}
