/// All statistics of an audit: what was delivered, how fast, in which time, by alphabet and characters per token.
///
/// Only values that can be used count. `JobFigures` says which production lines tokens and rates are those of.
public struct Figures: Mergeable, Equatable, Sendable {
  private var jobs = JobsByGroup()
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

  public init() {}

  /// Figures of a part of an input, of which other parts have these groups and rates.
  init(within bounds: GroupBounds) {
    jobs = JobsByGroup(within: bounds)
  }

  /// Makes room for about so many production lines.
  mutating func reserve(_ count: Int) {
    jobs.reserve(count)
  }

  /// The groups and the rates that each has reached.
  var reached: GroupBounds { jobs.reached }

  /// The figures of each alphabet and number of characters per token.
  public var groups: Grouped<GroupFigures> { jobs.groups }

  /// The figures of all production lines.
  public var all: JobFigures { jobs.all }

  /// The groups with the most production lines first, in an order that doesn't depend on that of the input.
  public var groupsBySize: [Grouped<GroupFigures>.Entry] {
    groups.sorted { $0.jobs.productionLines }
  }

  /// Begins a source, which another catalogue of alphabets may belong to.
  mutating func beginSource() {
    jobs.beginSource()
  }

  /// Adds the production lines of a batch.
  mutating func add(_ batch: GroupedLines, _ context: RuleContext, source: String) {
    let places = jobs.places(of: batch, context, source: source)
    let lines = batch.lines.span
    let order = batch.places.span
    var allSums: [JobSums] = []
    jobs.add(lines.count) { jobs in
      for group in batch.groups {
        let facts = FigureFacts(group.facts)
        var sums = JobSums()
        for position in group.range {
          let index = order[position]
          let job = JobNumbers(lines[index], facts, group: places[index])
          sums.add(job)
          jobs.append(job)
        }
        allSums.append(sums)
      }
    }
    for (group, sums) in zip(batch.groups, allSums) {
      let facts = FigureFacts(group.facts)
      statuses[group.facts.status.map { Int($0.rawValue) } ?? Status.allCases.count].add(sums, facts)
      window.add(sums, facts)
      unfinished.add(sums, facts)
      if facts.contains(.isUndecided) { undecided += sums.count }
      if !facts.contains(.group) { ungrouped += sums.count }
    }
  }

  /// Adds what is still pending, once for all who read the figures.
  mutating func settle() {
    jobs.settle()
  }

  /// Takes out what is pending, unless there is room for that of another part too: somebody else adds it up.
  mutating func takePending(for next: Figures) -> PendingJobs? {
    jobs.takePending(for: next.jobs)
  }

  /// Adds what somebody else has added up of these groups.
  mutating func add(_ others: GroupTotals) {
    jobs.add(others)
  }

  /// Moves what names a place behind production lines that come before in the same source.
  mutating func move(by index: Int) {
    jobs.move(by: index)
  }

  public mutating func merge(_ next: Figures) {
    jobs.merge(next.jobs)
    for index in statuses.indices { statuses[index].merge(next.statuses[index]) }
    window.merge(next.window)
    unfinished.merge(next.unfinished)
    undecided += next.undecided
    ungrouped += next.ungrouped
  }
}
