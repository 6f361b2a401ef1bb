/// The figures of production lines by their groups, and of those that stand in none.
///
/// What is added waits in `pending`. Whoever reads gets figures that nothing waits for: nobody can forget to ask for
/// that.
struct JobsByGroup: Mergeable, Sendable {
  private var names = GroupNames()
  /// What was noted of groups, by their places.
  private var notes: [Int: GroupNotes] = [:]
  private var totals = GroupTotals()
  private var pending = PendingJobs()
  /// Which rates each group must hear of, side by side: every production line is held against them.
  private var notable: [RateLimits] = []
  /// What other parts of the input have reached.
  private var bounds: [RateBounds] = []

  init() {}

  /// Figures of a part of an input, of which other parts have these groups and rates.
  init(within bounds: GroupBounds) {
    names = bounds.names
    self.bounds = bounds.rates
    notable = bounds.rates.map { GroupNotes(within: $0).notable }
  }

  /// The figures of each group.
  var groups: Grouped<GroupFigures> {
    let settled = settled
    return Grouped(names, (0..<names.count).map { GroupFigures(settled.totals[$0], notes[$0] ?? GroupNotes()) })
  }

  /// The figures of all production lines.
  var all: JobFigures { settled.totals.all }

  /// The groups and the rates that each has reached.
  var reached: GroupBounds {
    GroupBounds(names: names, rates: (0..<names.count).map { notes[$0]?.reached ?? RateBounds() })
  }

  /// Begins a source, which another catalogue of alphabets may belong to.
  mutating func beginSource() {
    names.forgetCatalogue()
  }

  /// The place of the group of each production line, −1 without one. New groups are made in the order of the input, and
  /// the extremes are kept, since of equal ones the first count.
  mutating func places(of batch: GroupedLines, _ context: RuleContext, source: String) -> [Int] {
    let lines = batch.lines.span
    var places = [Int](repeating: -1, count: lines.count)
    for index in lines.indices {
      var place: Int?
      if let alphabet = lines[index].alphabet, lines[index].has(.digits) {
        place = names.find(alphabet, digits: lines[index].digits)
      }
      guard let place = place ?? search(batch.lines, index, context) else { continue }
      places[index] = place
      if notable[place].mayKeep(lines[index].rate) { note(batch.lines, index, at: place, context, source: source) }
    }
    // With one group too many all were dropped, also those that were found before.
    return names.isTooMany ? [Int](repeating: -1, count: lines.count) : places
  }

  /// Adds so many production lines, which the body appends; they come in any order.
  @inline(__always)
  mutating func add(_ count: Int, _ body: (inout OutputSpan<JobNumbers>) -> Void) {
    if !pending.hasRoom(for: count) { settle() }
    pending.append(count, body)
  }

  /// Makes room for about so many production lines, so that what is pending need not grow step by step.
  mutating func reserve(_ count: Int) {
    pending.reserve(count)
  }

  /// Adds what is pending to the figures.
  @inline(never)
  mutating func settle() {
    totals.add(pending)
    // Their memory is used again.
    pending.removeAll()
  }

  /// Takes out what is pending, unless there is room for that of another part too: somebody else adds it up.
  mutating func takePending(for next: JobsByGroup) -> PendingJobs? {
    if pending.hasRoom(for: next.pending.count) { return nil }
    defer { pending = PendingJobs() }
    return pending
  }

  /// Adds what somebody else has added up of these groups.
  mutating func add(_ others: GroupTotals) {
    totals.add(others)
    if names.isTooMany { totals.dropGroups() }
  }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    // A copy of the keys: going through the notes themselves would copy all of them.
    for place in Array(notes.keys) { notes[place]?.move(by: index) }
  }

  mutating func merge(_ next: JobsByGroup) {
    guard let places = names.adopt(next.names, known: next.bounds.count) else {
      dropGroups()
      totals.add(next.withoutGroups.totals)
      return
    }
    while notable.count < names.count { notable.append(RateLimits()) }
    for (index, noted) in next.notes {
      notes[places[index], default: GroupNotes()].merge(noted)
      notable[places[index]] = notes[places[index]]?.notable ?? RateLimits()
    }
    totals.add(next.totals, at: places)
    if !pending.hasRoom(for: next.pending.count) { settle() }
    pending.append(next.pending, at: places)
  }

  private var settled: JobsByGroup {
    if pending.isEmpty { return self }
    var settled = self
    settled.settle()
    return settled
  }

  @inline(never)
  private mutating func note(
    _ lines: [ProductionLine], _ index: Int, at place: Int, _ context: RuleContext, source: String
  ) {
    let bounds = place < bounds.count ? bounds[place] : RateBounds()
    notes[place, default: GroupNotes(within: bounds)].add(lines[index], context, source: source)
    notable[place] = notes[place]?.notable ?? RateLimits()
  }

  @inline(never)
  private mutating func search(_ lines: [ProductionLine], _ index: Int, _ context: RuleContext) -> Int? {
    let line = lines[index]
    guard !names.isTooMany, line.hasAll(JobsByGroup.groupKey) else { return nil }
    let place = context.texts.withBytes(of: line.alphabetID) { name in
      names.find(name, digits: line.digits) ?? insert(name, digits: line.digits)
    }
    if let place, let alphabet = line.alphabet { names.remember(alphabet, digits: line.digits, at: place) }
    return place
  }

  private static let groupKey = FieldSet([.alphabet, .digits])

  private mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    guard let place = names.insert(name, digits: digits) else {
      dropGroups()
      return nil
    }
    notable.append(RateLimits())
    return place
  }

  /// With one group too many the sum of all goes on.
  private mutating func dropGroups() {
    settle()
    totals.dropGroups()
    names.dropAll()
    notes = [:]
    notable = []
    bounds = []
  }

  private var withoutGroups: JobsByGroup {
    var all = self
    all.dropGroups()
    return all
  }
}

extension JobsByGroup: Equatable {
  /// What is pending counts as if it were added.
  static func == (left: JobsByGroup, right: JobsByGroup) -> Bool {
    left.groups == right.groups && left.settled.totals.rest == right.settled.totals.rest
  }
}
