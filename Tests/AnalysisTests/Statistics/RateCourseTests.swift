import Testing

@testable import Analysis

struct RateCourseTests {
  private func course(_ moments: [Int]) -> RateCourse {
    moments.reduce(into: RateCourse()) { $0.add(100 + $1 % 7, at: $1) }
  }

  /// The shortest of the lengths with which so many steps hold all moments.
  private func length(_ moments: [Int]) -> Int {
    func step(_ moment: Int, _ length: Int) -> Int { Int((Double(moment) / Double(length)).rounded(.down)) }
    let seconds = [1, 5, 15, 60, 300, 900, 3600, 10_800, 43_200, 86_400, 604_800, 2_419_200, 7_257_600, 29_030_400]
    return seconds.map { $0 * 1000 }.first { length in
      step(moments.max() ?? 0, length) - step(moments.min() ?? 0, length) < RateCourse.limit
    } ?? 0
  }

  @Test(arguments: 1...40)
  func `steps are as short as can be, and hold what lies in them`(_ seed: Int) {
    var generator = Generator(seed: UInt64(seed))
    let span = 1 << (5 + generator.next(36))
    let moments = (0..<200).map { _ in generator.next(span) - span / 3 }
    let course = course(moments)
    #expect(course.length == length(moments))
    #expect(course.steps.first?.count != 0 && course.steps.last?.count != 0)
    for place in course.steps.indices {
      let start = course.start(of: place).milliseconds
      let within = moments.filter { $0 >= start && $0 < start + course.length }
      #expect(course.steps[place].count == within.count)
      #expect(course.steps[place].sum == within.reduce(0) { $0 + Int128(100 + $1 % 7) })
      #expect(course.steps[place].range?.lowerBound == within.map { 100 + $0 % 7 }.min())
    }
    #expect(course == self.course(moments.reversed()))
  }

  @Test func `the first and the last moment that a stamp can name fit together`() throws {
    let ends = try ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map { try #require(Timestamp($0)) }
    let course = course(ends.map(\.milliseconds))
    #expect(course.steps.count <= RateCourse.limit && course.steps.reduce(0) { $0 + $1.count } == 2)
  }

  @Test func `of the longest runs those are kept that a full sort puts first`() {
    var generator = Generator(seed: 3)
    for count in [0, 1, 199, 200, 201, 3000] {
      let times = SomeLines.scattered(count, &generator)
      var runs = LongestRuns()
      for time in (0..<count).map({ times[$0 * 7919 % count] }) {
        runs.add(
          place: time.place, requested: nil, from: Timestamp(milliseconds: time.from),
          to: Timestamp(milliseconds: time.to))
      }
      let first = times.sorted {
        let (one, other) = ($0.to - $0.from, $1.to - $1.from)
        return one != other ? one > other : $0.place < $1.place
      }.prefix(LongestRuns.limit)
      #expect(Set(runs.entries.map(\.place)) == Set(first.map(\.place)))
      #expect(runs.entries.map(\.started) == runs.entries.map(\.started).sorted())
      #expect(runs.count == count)
    }
  }
}
