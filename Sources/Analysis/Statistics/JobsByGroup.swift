/// The figures of production lines by their groups, and of those that stand in none.
///
/// What is added waits in `pending`. Whoever reads gets figures that nothing waits for: nobody can forget to ask for
/// that.
struct JobsByGroup: Mergeable, Sendable {
  private var kept = Grouped<GroupFigures>()
  /// The figures of production lines that stand in no group: those without one, and all once there were too many
  /// groups.
  private var rest = JobFigures()
  private var pending = PendingJobs()
  /// Which rates each group must hear of, side by side: every production line is held against them.
  private var notable: [RateLimits] = []

  init() {}

  /// Figures of a part of an input, of which other parts have reached these rates. It has their groups from the
  /// beginning: to make each anew would take longer than to fill it.
  init(within bounds: Grouped<RateBounds>) {
    kept = Grouped(like: bounds) { GroupFigures(within: $0) }
    noteLimits()
  }

  /// The figures of each group.
  var groups: Grouped<GroupFigures> { settled.kept }

  /// The figures of all production lines.
  var all: JobFigures {
    let settled = settled
    return settled.kept.entries.reduce(into: settled.rest) { $0.merge($1.value.jobs) }
  }

  /// The rates that each group has reached.
  var rateBounds: Grouped<RateBounds> {
    Grouped(like: kept, \.reached)
  }

  /// Begins a source, which another catalogue of alphabets may belong to.
  mutating func beginSource() {
    kept.forgetCatalogue()
  }

  /// The place of the group of each production line, −1 without one. New groups are made in the order of the input, and
  /// the extremes are kept, since of equal ones the first count.
  mutating func places(of batch: GroupedLines, _ context: RuleContext, source: String) -> [Int] {
    let lines = batch.lines.span
    var places = [Int](repeating: -1, count: lines.count)
    for index in lines.indices {
      var place: Int?
      if let alphabet = lines[index].alphabet, lines[index].has(.digits) {
        place = kept.find(alphabet, digits: lines[index].digits)
      }
      guard let place = place ?? search(batch.lines, index, context) else { continue }
      places[index] = place
      if notable[place].mayKeep(lines[index].rate) { note(batch.lines, index, at: place, context, source: source) }
    }
    // With one group too many all were dropped, also those that were found before.
    return kept.isTooMany ? [Int](repeating: -1, count: lines.count) : places
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
    var waiting = PendingJobs()
    swap(&waiting, &pending)
    waiting.forEachGroup(of: kept.count) { group, jobs in
      if group < 0 { rest.add(jobs) } else { kept[group].add(jobs) }
    }
    // Their memory is used again.
    waiting.removeAll()
    pending = waiting
  }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    for place in 0..<kept.count { kept[place].move(by: index) }
  }

  mutating func merge(_ next: JobsByGroup) {
    if let places = kept.adopt(next.kept) {
      // A part has all groups of the parts before it, but mostly nothing new of them.
      for (index, place) in places.enumerated() where next.kept[index].hasLines || kept[place].alphabetLength == nil {
        kept[place].merge(next.kept[index])
      }
      rest.merge(next.rest)
      if !pending.hasRoom(for: next.pending.count) { settle() }
      pending.append(next.pending, at: places)
    } else {
      dropGroups()
      rest.merge(next.all)
    }
    noteLimits()
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
    kept[place].note(lines[index], context, source: source)
    notable[place] = kept[place].notable
  }

  @inline(never)
  private mutating func search(_ lines: [ProductionLine], _ index: Int, _ context: RuleContext) -> Int? {
    let line = lines[index]
    guard line.hasAll(JobsByGroup.groupKey) else { return nil }
    let place = context.texts.withBytes(of: line.alphabetID) { name in
      kept.find(name, digits: line.digits) ?? insert(name, digits: line.digits)
    }
    if let place, let alphabet = line.alphabet { kept.remember(alphabet, digits: line.digits, at: place) }
    return place
  }

  private static let groupKey = FieldSet([.alphabet, .digits])

  private mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    if kept.count == Grouped<GroupFigures>.limit { dropGroups() }
    guard let place = kept.insert(name, digits: digits) else { return nil }
    notable.append(kept[place].notable)
    return place
  }

  /// With one group too many the sum of all goes on.
  private mutating func dropGroups() {
    settle()
    rest = all
    kept.dropAll()
    notable = []
  }

  private mutating func noteLimits() {
    notable.removeAll(keepingCapacity: true)
    for place in 0..<kept.count { notable.append(kept[place].notable) }
  }
}

extension JobsByGroup: Equatable {
  /// What is pending counts as if it were added.
  static func == (left: JobsByGroup, right: JobsByGroup) -> Bool {
    let (left, right) = (left.settled, right.settled)
    return left.kept == right.kept && left.rest == right.rest
  }
}
