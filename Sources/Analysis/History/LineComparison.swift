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

  /// The rates of a group in both lists.
  struct Rates: Mergeable, Equatable, Sendable {
    /// Of jobs that the older list has as ended.
    var old = Spread()
    /// Of jobs that have ended since.
    var new = Spread()

    mutating func merge(_ next: Rates) {
      old.merge(next.old)
      new.merge(next.new)
    }
  }

  /// How many production lines there are of each kind.
  public private(set) var counts: [Kind: Int] = [:]
  /// The first of each kind, in the order of their lists.
  private(set) var rows: [Kind: [Row]] = [:]
  /// Production lines that stayed as they were.
  public private(set) var unchanged = 0
  /// Production lines of the newer list without an id, or without payment and moment of the request.
  public private(set) var untold = 0
  private(set) var rates = Grouped<Rates>()
  /// Why not all could be compared; nil if all was.
  public private(set) var failure: SourceFailure?
  private var states: RememberedStates
  private var seen = BitSet()
  private var further = FurtherParts<Row>()
  private var oldRates = Grouped<Rates>()
  private let context: RuleContext
  private let storage: Storage
  private let maxRows: Int

  init(_ context: RuleContext, _ storage: Storage) {
    self.context = context
    self.storage = storage
    maxRows = context.settings.maxRows
    states = RememberedStates(keepingIn: storage.make())
  }

  /// Forgets the list that is being heard, which is read a second time.
  public mutating func restart(isOld: Bool) {
    if isOld {
      self = LineComparison(context, storage)
    } else {
      counts = [:]
      rows = [:]
      unchanged = 0
      untold = 0
      seen = BitSet()
      further = FurtherParts()
      rates = oldRates
    }
  }

  /// A production line of the older list.
  public mutating func hearOld(_ line: ProductionLine, _ context: RuleContext) {
    attempt { (all) throws(SourceFailure) in
      all.addRate(of: line, context, isOld: true)
      guard let keys = StateKeys(line, context) else { return }
      try all.states.add(keys, status: line.status, text: context.texts.window.span.bytes.extracting(line.record.range))
    }
  }

  /// A production line of the newer list.
  public mutating func hearNew(_ line: ProductionLine, _ context: RuleContext) {
    attempt { (all) throws(SourceFailure) in try all.compare(line, context) }
  }

  /// Ends the older list.
  public mutating func endOld() {
    oldRates = rates
  }

  /// Ends the newer list: what was not met was continued or has vanished.
  public mutating func endNew() {
    attempt { (all) throws(SourceFailure) in
      for number in all.states.records.indices where !all.seen.contains(number) { try all.addUnmet(number) }
      if all.further.addedCount > 0 {
        all.counts[.added, default: 0] += all.further.addedCount
        all.rows[.added] = all.further.added(all.rows[.added] ?? [], maxRows: all.maxRows)
      }
    }
  }

  /// Counts a job of the older list that the newer one doesn't have.
  private mutating func addUnmet(_ number: Int) throws(SourceFailure) {
    let key = states.records[number].lineKey
    if further.mayHave(key) {
      let state = try KeptLine(states.text(number), context)
      if let line = state.text(of: .id), let requested = state.line.stamp(.requested),
        let part = further.take(line, key, after: requested)
      {
        counts[.continued, default: 0] += 1
        return show(
          .continued, part.row.with(.requested, from: requested.description, to: part.requested.description))
      }
    }
    counts[.vanished, default: 0] += 1
    guard hasRoom(.vanished) else { return }
    let state = try KeptLine(states.text(number), context)
    show(.vanished, Row(state, .status, state.text(of: .status), nil))
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
      if old.line.phase != .after { addRate(of: line, context, isOld: false) }
      return add(old, state)
    }
    addRate(of: line, context, isOld: false)
    let row = Row(state, .status, nil, state.text(of: .status))
    if states.first(ofLine: keys.line) != nil, let requested = line.stamp(.requested) {
      return further.hold(row, of: row.line, keys.line, requested: requested, addedBefore: counts[.added] ?? 0)
    }
    counts[.added, default: 0] += 1
    show(.added, row)
  }

  /// Counts a job that both lists have, in different states.
  private mutating func add(_ old: KeptLine, _ new: KeptLine) {
    let changes = StateComparison(finished: old, new).changes
    if changes.isEmpty {
      counts[.progressed, default: 0] += 1
      let status = [old, new].map { $0.text(of: .status) }
      let progress = [old, new].map { $0.text(of: .progress) }
      let field: Field = status[0] == status[1] && progress[0] != progress[1] ? .progress : .status
      let values = field == .progress ? progress : status
      return show(.progressed, Row(new, field, values[0], values[1]))
    }
    let kind: Kind = (old.line.status.map { $0 >= .finished } ?? false) ? .changed : .altered
    counts[kind, default: 0] += 1
    for change in changes { show(kind, Row(new, change.field, change.old, change.new)) }
  }

  private func hasRoom(_ kind: Kind) -> Bool { (rows[kind]?.count ?? 0) < maxRows }

  private mutating func show(_ kind: Kind, _ row: Row) {
    if hasRoom(kind) { rows[kind, default: []].append(row) }
  }

  private mutating func addRate(of line: ProductionLine, _ context: RuleContext, isOld: Bool) {
    guard line.phase == .after, line.hasAll(FieldSet([.rate, .alphabet, .digits])) else { return }
    let name = context.texts.bytes(of: line.alphabetID)
    guard
      let place = rates.find(name.span.bytes, digits: line.digits)
        ?? rates.insert(name.span.bytes, digits: line.digits)
    else { return }
    if isOld { rates[place].old.add(line.rate) } else { rates[place].new.add(line.rate) }
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
