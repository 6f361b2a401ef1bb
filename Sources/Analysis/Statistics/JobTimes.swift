/// When the production lines that count ran: how many at once, and which of them for the longest time.
struct JobTimes: Sendable {
  private var runs = Concurrency()
  /// Those that ran for the longest time.
  private(set) var longest = LongestRuns()
  /// The same with their names, by their start, once they were asked for.
  private(set) var schedule: [ScheduledRun] = []
  /// The most that ran at one moment, once it was asked for; nil if none ran.
  private(set) var mostAtOnce: Int?

  init() {}

  /// Those of a part of an input, of which others have taken so long that nothing shorter is kept.
  init(from leastTime: Int) {
    longest = LongestRuns(from: leastTime)
  }

  /// Bytes in memory.
  var memory: Int { runs.memory }

  /// Adds the production lines of a batch.
  ///
  /// - Parameter start: the place of the first production line of the source among all.
  mutating func add(_ batch: GroupedLines, start: Int) {
    let lines = batch.lines.span
    let order = batch.places.span
    for group in batch.groups where group.facts.readableStamps.isSuperset(of: JobRun.stamps) {
      let hasRequest = group.facts.readableStamps.has(.requested)
      for position in group.range {
        let index = order[position]
        let requested = hasRequest ? lines[index].stamps[.requested] : nil
        longest.add(
          place: start + lines[index].index, requested: requested, from: lines[index].moment(.started),
          to: lines[index].moment(.ended))
      }
    }
    // In the order of the input: jobs mostly stand in that of their starts, by which they are sorted later.
    for index in lines.indices where lines[index].readableStamps.isSuperset(of: JobRun.stamps) {
      runs.add(from: lines[index].moment(.started), to: lines[index].moment(.ended))
    }
  }

  /// Adds those of an input that follows so many production lines. What was asked for already is that of the one side
  /// that has any, see `Audit.merge`.
  mutating func merge(_ next: JobTimes, behind places: Int) {
    var later = next.longest
    later.move(by: places)
    longest.merge(later)
    runs.merge(next.runs)
    if schedule.isEmpty { schedule = next.schedule }
    mostAtOnce = mostAtOnce ?? next.mostAtOnce
  }

  /// Ends a part of an input: what can be done now need not be done when it is merged.
  mutating func endPart() { runs.closeChunk() }

  /// Moves what is in memory to a store.
  mutating func spill(_ storage: Storage) { runs.spill(storage) }

  /// Finds the most that ran at one moment, and the names of those that ran for the longest time.
  mutating func settle(_ lines: LinesTogether) throws(SourceFailure) {
    let most = try runs.mostAtOnce(lines.storage)
    mostAtOnce = most > 0 ? most : nil
    schedule = try longest.entries.map { (entry) throws(SourceFailure) in try ScheduledRun(entry, lines) }
  }
}
