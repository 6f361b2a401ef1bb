/// Rates by time: how many, their sum, the lowest and the highest in equal steps from the first to the last.
///
/// A step is as short as 48 steps allow. Each length is a multiple of the one before and counts from 1970, so shorter
/// steps put together are just the longer ones: the result depends neither on the order nor on how the input was cut.
public struct RateCourse: Mergeable, Sendable {
  /// Most steps.
  public static let limit = 48

  /// The rates of a step.
  public struct Step: Equatable, Sendable {
    /// How many rates there are.
    public private(set) var count = 0
    /// Their sum in characters per second.
    public private(set) var sum: Int128 = 0
    private var least = Int.max
    private var largest = Int.min

    /// The lowest and the highest rate, nil without rates.
    public var range: ClosedRange<Int>? { count == 0 ? nil : least...largest }

    /// The mean in thousandths, rounded half up; nil without rates.
    public var meanThousandths: Int128? {
      count == 0 ? nil : (sum * 2000 + Int128(count)) / (2 * Int128(count))
    }

    @inline(__always)
    mutating func add(_ rate: Int) {
      count += 1
      sum += Int128(rate)
      least = min(least, rate)
      largest = max(largest, rate)
    }

    mutating func merge(_ next: Step) {
      count += next.count
      sum += next.sum
      least = min(least, next.least)
      largest = max(largest, next.largest)
    }
  }

  /// Seconds of a step, each a multiple of the one before: a second to 575 years, so that all years of four digits fit.
  private static let lengths = [
    1, 5, 15, 60, 300, 900, 3600, 10_800, 43_200, 86_400, 604_800, 2_419_200, 7_257_600, 29_030_400, 145_152_000,
    725_760_000, 3_628_800_000, 18_144_000_000,
  ]

  /// The steps from the first to the last with a rate.
  public private(set) var steps: [Step] = []
  /// The place of the length of a step.
  private var scale = 0
  /// The number of the first step since 1970.
  private var first = 0
  /// The step of the last rate, since the next one is mostly in it too: the millisecond in which it begins, and how
  /// many it has; none before the first rate.
  private var recent = (place: 0, start: 0, length: 0)

  public init() {}

  /// Milliseconds of a step.
  public var length: Int { RateCourse.lengths[scale] * 1000 }

  /// The moment at which a step begins.
  public func start(of place: Int) -> Timestamp {
    Timestamp(milliseconds: (first + place) * length)
  }

  /// Adds the rates in characters per second that some elements have, by the millisecond since 1970.
  @inline(__always)
  mutating func add<Element>(_ elements: Span<Element>, _ value: (Element) -> (rate: Int, moment: Int)?) {
    // Rates of the recent step that are not in it yet.
    var step = Step()
    for index in elements.indices {
      guard let (rate, moment) = value(elements[index]) else { continue }
      if UInt(bitPattern: moment &- recent.start) >= UInt(bitPattern: recent.length) {
        if step.count > 0 { steps[recent.place].merge(step) }
        step = Step()
        find(moment)
      }
      step.add(rate)
    }
    if step.count > 0 { steps[recent.place].merge(step) }
  }

  /// Looks for the step of a moment, and makes room for it.
  @inline(never)
  private mutating func find(_ milliseconds: Int) {
    var number = RateCourse.floor(milliseconds, length)
    if steps.isEmpty { first = number }
    if max(number, last) - min(number, first) >= RateCourse.limit {
      lengthen(toHold: min(milliseconds, first * length)...max(milliseconds, last * length))
      number = RateCourse.floor(milliseconds, length)
    }
    cover(number...number)
    recent = (number - first, number * length, length)
  }

  public mutating func merge(_ next: RateCourse) {
    guard !next.steps.isEmpty else { return }
    guard !steps.isEmpty else {
      self = next
      return
    }
    var next = next
    if scale < next.scale { lengthen(to: next.scale) }
    if next.scale < scale { next.lengthen(to: scale) }
    if max(last, next.last) - min(first, next.first) >= RateCourse.limit {
      lengthen(toHold: min(first, next.first) * length...max(last, next.last) * length)
      next.lengthen(to: scale)
    }
    cover(next.first...next.last)
    for place in next.steps.indices { steps[next.first - first + place].merge(next.steps[place]) }
    recent = (0, first * length, length)
  }

  private var last: Int { first + steps.count - 1 }

  /// Makes empty steps, so that all of these numbers have one.
  private mutating func cover(_ numbers: ClosedRange<Int>) {
    if steps.isEmpty { first = numbers.lowerBound }
    if numbers.lowerBound < first {
      steps.insert(contentsOf: repeatElement(Step(), count: first - numbers.lowerBound), at: 0)
      first = numbers.lowerBound
    }
    while last < numbers.upperBound { steps.append(Step()) }
  }

  /// Puts steps together to those of the first length with which few enough hold all that begin between two moments.
  private mutating func lengthen(toHold moments: ClosedRange<Int>) {
    var target = scale + 1
    while RateCourse.floor(moments.upperBound, RateCourse.lengths[target] * 1000)
      - RateCourse.floor(moments.lowerBound, RateCourse.lengths[target] * 1000) >= RateCourse.limit
    { target += 1 }
    lengthen(to: target)
  }

  /// Puts steps together to those of a greater length.
  private mutating func lengthen(to target: Int) {
    let factor = RateCourse.lengths[target] / RateCourse.lengths[scale]
    let start = RateCourse.floor(first, factor)
    var longer: [Step] = []
    longer.reserveCapacity(RateCourse.limit)
    for place in steps.indices {
      let target = RateCourse.floor(first + place, factor) - start
      while longer.count <= target { longer.append(Step()) }
      longer[target].merge(steps[place])
    }
    (steps, first, scale) = (longer, start, target)
    recent = (0, first * length, length)
  }

  private static func floor(_ number: Int, _ size: Int) -> Int {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: size)
    return rest < 0 ? quotient - 1 : quotient
  }
}

extension RateCourse: Equatable {
  /// Where the last rate was added is no part of the result.
  public static func == (one: RateCourse, other: RateCourse) -> Bool {
    one.steps == other.steps && (one.steps.isEmpty || (one.scale, one.first) == (other.scale, other.first))
  }
}
