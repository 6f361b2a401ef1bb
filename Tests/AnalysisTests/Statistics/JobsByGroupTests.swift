import Testing

@testable import Analysis

/// Numbers that wait before they are added to the figures of their groups.
struct JobsByGroupTests {
  /// Many more production lines than may wait, of some groups and without one.
  private static let lines: [(line: ProductionLine, context: RuleContext)] = {
    var generator = Generator(seed: 7)
    let some = SomeLines.read(SomeLines.examples(150, &generator))
    return (0..<(2 * PendingJobs.limit + 1000)).map { _ in some[generator.next(some.count)] }
  }()

  private func figures(_ range: Range<Int>, settlingEvery step: Int = .max) -> Figures {
    var figures = Figures()
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 100) {
      let batch = JobsByGroupTests.lines[start..<min(range.upperBound, start + 100)]
      // All were read from one list, so one context has the texts of all.
      guard let context = batch.first?.context else { continue }
      figures.add(GroupedLines(batch.map(\.line)), context, source: "a")
      if start / 100 % step == step - 1 { figures.settle() }
    }
    return figures
  }

  @Test func `when numbers are added to the figures changes nothing`() {
    let whole = figures(0..<JobsByGroupTests.lines.count)
    #expect(whole.all.productionLines == JobsByGroupTests.lines.count && whole.groups.count > 10 && whole.ungrouped > 0)
    #expect(figures(0..<JobsByGroupTests.lines.count, settlingEvery: 1) == whole)
    #expect(figures(0..<JobsByGroupTests.lines.count, settlingEvery: 30) == whole)
    var settled = whole
    settled.settle()
    #expect(settled == whole && settled.all == whole.all && settled.groups == whole.groups)
    settled.settle()
    #expect(settled == whole)
  }

  @Test(arguments: [0, 1, 5000, PendingJobs.limit, PendingJobs.limit + 1, 2 * PendingJobs.limit + 999])
  func `what waits in a part goes on waiting in the whole`(_ cut: Int) {
    let whole = figures(0..<JobsByGroupTests.lines.count)
    var parts = figures(0..<cut)
    parts.merge(figures(cut..<JobsByGroupTests.lines.count))
    #expect(parts == whole && parts.all == whole.all)
    var small = Figures()
    for start in stride(from: 0, to: JobsByGroupTests.lines.count, by: 1700) {
      small.merge(figures(start..<min(start + 1700, JobsByGroupTests.lines.count)))
    }
    #expect(small == whole)
  }

  @Test func `what others add up of parts comes to the same`() {
    let whole = figures(0..<JobsByGroupTests.lines.count)
    var parts = Figures()
    var others = [GroupTotals(), GroupTotals()]
    var taken = 0
    for start in stride(from: 0, to: JobsByGroupTests.lines.count, by: 1700) {
      let next = figures(start..<min(start + 1700, JobsByGroupTests.lines.count))
      if let jobs = parts.takePending(for: next) {
        others[taken % 2].add(jobs)
        taken += 1
      }
      parts.merge(next)
    }
    #expect(taken >= 2 && parts.all.productionLines < whole.all.productionLines)
    for totals in others { parts.add(totals) }
    #expect(parts == whole && parts.all == whole.all)
  }

  @Test func `what others add up of groups that are gone meanwhile counts`() throws {
    var parts = figures(0..<7000)
    let next = figures(7000..<10_000)
    var others = GroupTotals()
    let jobs = parts.takePending(for: next)
    others.add(try #require(jobs))
    parts.merge(next)
    let more = (0..<4096).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") }
    parts.merge(audit(list(more)).audit.statistics)
    #expect(parts.groups.isTooMany && parts.all.productionLines == 3000 + 4096)
    parts.add(others)
    #expect(parts.groups.isTooMany && parts.groups.count == 0 && parts.all.productionLines == 10_000 + 4096)
  }

  @Test func `a part begins with the groups that were met before, and may meet more`() {
    let half = JobsByGroupTests.lines.count / 2
    let whole = figures(0..<JobsByGroupTests.lines.count)
    for known in [0, 1, 100, half] {
      var parts = figures(0..<known)
      var last = Figures(within: parts.reached)
      parts.merge(figures(known..<half))
      last.merge(figures(half..<JobsByGroupTests.lines.count))
      parts.merge(last)
      #expect(parts == whole, "\(known) before")
    }
  }

  @Test func `each group gets its own, and those without one stand apart`() {
    let line = JobsByGroupTests.lines[0].line
    let groups = [2, -1, 0, 2, 2, -1, 1, 0]
    var pending = PendingJobs()
    pending.append(groups.count) { jobs in
      for group in groups { jobs.append(JobNumbers(line, [], group: group)) }
    }
    var next = PendingJobs()
    next.append(pending, at: GroupMoves(known: 1, others: [7, 3]))
    #expect(JobsByGroupTests.groups(pending) == [[-1, -1], [0, 0], [1], [2, 2, 2]])
    #expect(JobsByGroupTests.groups(next) == [[-1, -1], [0, 0], [3, 3, 3], [7]])
    // With the same groups in the same places they are taken over as they stand.
    var same = PendingJobs()
    same.append(pending, at: GroupMoves(known: 2, others: [2]))
    #expect(JobsByGroupTests.groups(same) == JobsByGroupTests.groups(pending))
    same.append(next, at: .none)
    #expect(same.count == 16)
    #expect(JobsByGroupTests.groups(same) == [[-1, -1, -1, -1], [0, 0, 0, 0], [1], [2, 2, 2], [3, 3, 3], [7]])
    same.removeAll()
    #expect(same.isEmpty && JobsByGroupTests.groups(same).isEmpty)
    #expect(pending.count == 8 && next.hasRoom(for: PendingJobs.limit - 8) && !next.hasRoom(for: PendingJobs.limit - 7))
    pending.removeAll()
    #expect(pending.isEmpty && JobsByGroupTests.groups(pending).isEmpty)
  }

  /// The groups that are handed over, once for each production line.
  private static func groups(_ pending: PendingJobs) -> [[Int32]] {
    var groups: [[Int32]] = []
    pending.forEachGroup { group, jobs in
      groups.append(jobs.indices.map { jobs[$0].group })
      #expect(groups.last?.allSatisfy { Int($0) == group } == true)
    }
    return groups
  }

  @Test func `figures that were dropped have counted what was waiting`() {
    let examples = (0..<4096).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") }
    let more = list((4090..<4100).map { ExampleLine.complete.with(.alphabet, "\"A\($0)\"") } + examples.prefix(9))
    var whole = audit(list(examples)).audit
    #expect(whole.statistics.groups.count == 4096)
    whole.statistics.merge(audit(more).audit.statistics)
    let all = whole.statistics.all
    #expect(whole.statistics.groups.isTooMany && all.productionLines == 4115 && all.tokens.total == 4115 * 7776)
  }
}
