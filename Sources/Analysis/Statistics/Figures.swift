/// All statistics of an audit: what was delivered, how fast, in which time, by alphabet and characters per token.
///
/// Only values that can be used count. `JobFigures` says which production lines tokens and rates are those of.
public struct Figures: Mergeable, Equatable, Sendable {
  /// The figures of each alphabet and number of characters per token.
  public private(set) var groups = Grouped<GroupFigures>()
  /// Production lines by status in the order of their life; the last is for a status that is not known.
  public private(set) var statuses = [StatusFigures](repeating: StatusFigures(), count: Status.allCases.count + 1)
  /// When the production lines ran.
  public private(set) var window = RunWindow()
  /// Production lines that are not finished.
  public private(set) var unfinished = Unfinished()
  /// Production lines of which status and stamps don't tell whether they have ended.
  public private(set) var undecided = 0
  /// Production lines that belong to no group, as their alphabet or digits can't be used.
  public private(set) var ungrouped = 0
  /// The figures of production lines that stand in no group: these, and all once there were too many groups.
  private var rest = JobFigures()

  public init() {}

  /// Figures of a part of an input, of which other parts have reached these rates. It has their groups from the beginning:
  /// to make each anew would take longer than to fill it.
  init(within bounds: Grouped<RateBounds>) {
    groups = Grouped(like: bounds) { GroupFigures(within: $0) }
  }

  /// The rates that each group has reached.
  var rateBounds: Grouped<RateBounds> {
    Grouped(like: groups, \.reached)
  }

  /// The figures of all production lines.
  public var all: JobFigures {
    groups.entries.reduce(into: rest) { $0.merge($1.value.jobs) }
  }

  /// The groups with the most production lines first, in an order that doesn't depend on that of the input.
  public var groupsBySize: [Grouped<GroupFigures>.Entry] {
    groups.sorted { $0.jobs.productionLines }
  }

  /// Begins a source, which another catalogue of alphabets may belong to.
  mutating func beginSource() {
    groups.forgetCatalogue()
  }

  /// Adds the production lines of a batch.
  mutating func add(_ batch: GroupedLines, _ context: RuleContext, source: String) {
    let places = places(of: batch, context, source: source)
    let lines = batch.lines.span
    for group in batch.groups {
      let facts = FigureFacts(group.facts)
      if facts.isUndecided { undecided += group.range.count }
      if !facts.hasGroup { ungrouped += group.range.count }
      var status = statuses[facts.status]
      for index in batch.places[group.range] {
        let job = JobNumbers(lines[index])
        status.add(job, facts)
        window.add(job, facts)
        unfinished.add(job, facts)
        let place = places[index]
        if place >= 0 { groups[place].add(job, facts) } else { rest.add(job, facts) }
      }
      statuses[facts.status] = status
    }
  }

  /// The place of the group of each production line, −1 without one. New groups are made in the order of the input, and
  /// the extremes are kept, since of equal ones the first count.
  private mutating func places(of batch: GroupedLines, _ context: RuleContext, source: String) -> [Int] {
    let lines = batch.lines.span
    var places = [Int](repeating: -1, count: lines.count)
    for index in lines.indices {
      var place: Int?
      if let alphabet = lines[index].alphabet, lines[index].has(.digits) {
        place = groups.find(alphabet, digits: lines[index].digits)
      }
      guard let place = place ?? search(batch.lines, index, context) else { continue }
      places[index] = place
      if groups[place].isNotable(lines[index].rate) { note(batch.lines, index, at: place, context, source: source) }
    }
    // With one group too many all were dropped, also those that were found before.
    return groups.isTooMany ? [Int](repeating: -1, count: lines.count) : places
  }

  @inline(never)
  private mutating func note(
    _ lines: [ProductionLine], _ index: Int, at place: Int, _ context: RuleContext, source: String
  ) {
    groups[place].note(lines[index], context, source: source)
  }

  @inline(never)
  private mutating func search(_ lines: [ProductionLine], _ index: Int, _ context: RuleContext) -> Int? {
    let line = lines[index]
    guard line.hasAll(Figures.groupKey) else { return nil }
    let place = context.texts.withBytes(of: line.alphabetID) { name in
      groups.find(name, digits: line.digits) ?? insert(name, digits: line.digits)
    }
    if let place, let alphabet = line.alphabet { groups.remember(alphabet, digits: line.digits, at: place) }
    return place
  }

  private static let groupKey = FieldSet([.alphabet, .digits])

  private mutating func insert(_ name: RawSpan, digits: Int) -> Int? {
    // One more, and the groups are dropped: their sum goes on.
    if groups.count == Grouped<GroupFigures>.limit { rest = all }
    return groups.insert(name, digits: digits)
  }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    for place in 0..<groups.count { groups[place].move(by: index) }
  }

  public mutating func merge(_ next: Figures) {
    if groups.hasRoom(for: next.groups) {
      rest.merge(next.rest)
    } else {
      rest = all
      rest.merge(next.all)
    }
    groups.merge(next.groups)
    for index in statuses.indices { statuses[index].merge(next.statuses[index]) }
    window.merge(next.window)
    unfinished.merge(next.unfinished)
    undecided += next.undecided
    ungrouped += next.ungrouped
  }
}
