/// What became of the production lines of an older list in a newer one.
///
/// Hear the older list first, then the newer one. Of each kind of change the first are kept for a report, and all are
/// counted. Jobs of the older list take the memory that `RememberedStates` states.
public struct LineComparison {
  /// What became of a production line.
  public enum Kind: String, CaseIterable, Sendable {
    /// It was finished, and differs where it must not.
    case changed
    /// It was not finished yet, and what must stay the same differs.
    case altered
    /// It has come further.
    case progressed
    /// The newer list has a further part of it, in the place of the part that the older list has.
    case continued
    /// Only the newer list has it.
    case added
    /// Only the older list has it.
    case vanished
  }

  /// A change as a report shows it.
  public struct Row: Equatable, Sendable {
    let line: String
    let payment: String
    /// The member that differs, or the status.
    let field: Field
    /// Before and after; nil where it is absent.
    let old: String?
    let new: String?
  }

  /// What was found.
  private(set) var changes: ComparedChanges<Kind, Row>
  /// Production lines that stayed as they were.
  public private(set) var unchanged = 0
  /// Production lines of the newer list without an id, or without payment and moment of the request.
  public private(set) var untold = 0
  private(set) var rates = ComparedRates()
  /// Why not all could be compared; nil if all was.
  public private(set) var failure: SourceFailure?
  private var states: RememberedStates
  private var seen = BitSet()
  private var further = FurtherParts<Row>()
  private let context: RuleContext
  private let storage: Storage

  init(_ context: RuleContext, _ storage: Storage) {
    self.context = context
    self.storage = storage
    changes = ComparedChanges(maxRows: context.settings.maxRows)
    states = RememberedStates(keepingIn: storage.make())
  }

  /// Forgets the list that is being heard, which is read a second time.
  public mutating func restart(_ side: ComparedSide) {
    switch side {
    case .older: self = LineComparison(context, storage)
    case .newer:
      changes = ComparedChanges(maxRows: context.settings.maxRows)
      unchanged = 0
      untold = 0
      seen = BitSet()
      further = FurtherParts()
      rates.forgetNewer()
    }
  }

  /// A production line of one of the lists.
  public mutating func hear(_ line: ProductionLine, _ context: RuleContext, of side: ComparedSide) {
    attempt { (all) throws(SourceFailure) in
      switch side {
      case .older: try all.remember(line, context)
      case .newer: try all.compare(line, context)
      }
    }
  }

  /// Ends one of the lists: what was not met in the newer one was continued or has vanished.
  public mutating func end(_ side: ComparedSide) {
    switch side {
    case .older: rates.endOlder()
    case .newer:
      attempt { (all) throws(SourceFailure) in
        for number in all.states.records.indices where !all.seen.contains(number) { try all.addUnmet(number) }
        all.changes.add(.added, all.further)
      }
    }
  }

  private mutating func remember(_ line: ProductionLine, _ context: RuleContext) throws(SourceFailure) {
    rates.add(line, context, on: .older)
    guard let keys = StateKeys(line, context) else { return }
    try states.add(keys, status: line.status, text: context.texts.window.span.bytes.extracting(line.record.range))
  }

  /// Counts a job of the older list that the newer one doesn't have.
  private mutating func addUnmet(_ number: Int) throws(SourceFailure) {
    let key = states.records[number].lineKey
    if further.mayHave(key) {
      let state = try KeptLine(states.text(number), context)
      if let line = state.text(of: .id), let requested = state.line.stamp(.requested),
        let part = further.take(line, key, after: requested)
      {
        let row = part.row.with(.requested, from: requested.description, to: part.requested.description)
        return changes.add(.continued, [row])
      }
    }
    guard changes.hasRoom(.vanished) else { return changes.add(.vanished, []) }
    let state = try KeptLine(states.text(number), context)
    changes.add(.vanished, [Row(state, .status, state.text(of: .status), nil)])
  }

  private mutating func attempt(_ body: (inout LineComparison) throws(SourceFailure) -> Void) {
    guard failure == nil else { return }
    do throws(SourceFailure) { try body(&self) } catch { failure = error }
  }

  private mutating func compare(_ line: ProductionLine, _ context: RuleContext) throws(SourceFailure) {
    guard let keys = StateKeys(line, context) else {
      untold += 1
      return
    }
    let numbers = states.numbers(like: keys)
    if let same = numbers.first(where: { states.records[$0].content == keys.content && !seen.contains($0) }) {
      seen.insert(same)
      unchanged += 1
      return
    }
    let state = try KeptLine(Array(context.texts.window[line.record.range]), self.context)
    func first(of numbers: [Int], _ isWanted: (KeptLine) -> Bool) throws(SourceFailure) -> (Int, KeptLine)? {
      for number in numbers where !seen.contains(number) {
        let old = try KeptLine(states.text(number), self.context)
        if isWanted(old) { return (number, old) }
      }
      return nil
    }
    var known = try first(of: numbers) { $0.isSameJob(as: state) }
    if known == nil { known = try first(of: states.numbers(ofLine: keys)) { $0.mustBeSameJob(as: state) } }
    if let (number, old) = known {
      seen.insert(number)
      if old.line.phase != .after { rates.add(line, context, on: .newer) }
      return count(old, state)
    }
    rates.add(line, context, on: .newer)
    let row = Row(state, .status, nil, state.text(of: .status))
    if states.first(ofLine: keys.line) != nil, let requested = line.stamp(.requested),
      further.hold(row, of: row.line, keys.line, requested: requested, addedBefore: changes.counts[.added] ?? 0)
    {
      return
    }
    changes.add(.added, [row])
  }

  /// Counts a job that both lists have, in different states.
  private mutating func count(_ old: KeptLine, _ new: KeptLine) {
    let differences = StateComparison(finished: old, new).changes
    if differences.isEmpty {
      let status = [old, new].map { $0.text(of: .status) }
      let progress = [old, new].map { $0.text(of: .progress) }
      let field: Field = status[0] == status[1] && progress[0] != progress[1] ? .progress : .status
      let values = field == .progress ? progress : status
      return changes.add(.progressed, [Row(new, field, values[0], values[1])])
    }
    let kind: Kind = (old.line.status.map { $0 >= .finished } ?? false) ? .changed : .altered
    changes.add(kind, differences.map { Row(new, $0.field, $0.old, $0.new) })
  }
}

extension LineComparison.Row {
  /// A change of a production line.
  fileprivate init(_ state: KeptLine, _ field: Field, _ old: String?, _ new: String?) {
    self.init(
      line: state.text(of: .id) ?? "", payment: state.text(of: .paymentIntent) ?? "", field: field, old: old, new: new)
  }

  /// Another change of the same production line.
  fileprivate func with(_ field: Field, from old: String, to new: String) -> Self {
    Self(line: line, payment: payment, field: field, old: old, new: new)
  }
}

extension Auditor {
  /// A comparison of two lists that this auditor reads.
  public func lineComparison() -> LineComparison { LineComparison(context, storage) }
}
