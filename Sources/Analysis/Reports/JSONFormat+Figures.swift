/// The figures of the production lines in the JSON report.
extension JSONFormat {
  static func figures(_ audit: Audit) -> JSONValue {
    let figures = audit.statistics
    return .object([
      ("all", .object(members(of: figures.all))),
      ("tooManyGroups", .flag(figures.groups.isTooMany)),
      ("groups", .list(figures.groupsBySize.map(group))),
      ("statuses", .list(statuses(figures))),
      ("unfinished", unfinished(figures.unfinished)),
      ("run", run(figures.window, audit.times.mostAtOnce)), ("tokenQuality", audit.tokens.map { quality($0.quality) }),
    ])
  }

  private static func group(_ entry: Grouped<GroupFigures>.Entry) -> JSONValue {
    let value = entry.value
    let equal = value.expectedEqualTokens(digits: entry.digits).map { expected in
      // Beyond what fits thousandths, with an exponent.
      DecimalText.thousandths(expected).map { JSONValue.decimal(thousandths: $0) } ?? .fixed("\(expected)")
    }
    return .object(
      [("alphabet", .text(entry.alphabet)), ("digits", .number(entry.digits))] + members(of: value.jobs) + [
        ("expectedEqualTokens", equal),
        ("slowest", .list(value.extremes.slowest.map(extreme))),
        ("fastest", .list(value.extremes.fastest.map(extreme))),
      ])
  }

  private static func members(of jobs: JobFigures) -> [(key: String, value: JSONValue?)] {
    [
      ("productionLines", .number(jobs.productionLines)), ("ended", .number(jobs.ended)),
      ("tokens", jobs.tokens.total.map { .large($0) }), ("characters", jobs.characters.total.map { .large($0) }),
      ("bytes", jobs.bytes.total.map { .large($0) }), ("rate", distribution(jobs.rate)),
      ("waiting", distribution(jobs.waiting.times)), ("run", distribution(jobs.run.times)),
      ("packing", distribution(jobs.packing.times)),
    ]
  }

  /// Characters per second or milliseconds; only the number of values where there are none.
  private static func distribution(_ values: Distribution) -> JSONValue {
    let quantiles = [("min", 0), ("p5", 5), ("p50", 50), ("p95", 95), ("p99", 99), ("max", 100)]
    let deviation = values.spread.deviation.flatMap(DecimalText.thousandths)
    return .object(
      [
        ("n", .number(values.count)), ("mean", values.spread.meanThousandths.map { .decimal(thousandths: $0) }),
        ("standardDeviation", deviation.map { .decimal(thousandths: $0) }),
      ] + quantiles.map { name, percent in (name, values.quantile(percent).map { .number($0) }) })
  }

  private static func extreme(_ entry: Extremes.Entry) -> JSONValue {
    .object([
      ("rate", .number(entry.rate)), ("lineId", entry.id.flatMap { .nonEmpty($0) }), ("source", .text(entry.source)),
      ("index", .number(entry.index)),
    ])
  }

  private static func statuses(_ figures: Figures) -> [JSONValue] {
    zip(Status.allCases.map(\.name) + ["unknown"], figures.statuses).map { name, status in
      .object([
        ("status", .text(name)), ("productionLines", .number(status.productionLines)),
        ("tokens", status.tokens.total.map { .large($0) }), ("characters", status.characters.total.map { .large($0) }),
        ("bytes", status.bytes.total.map { .large($0) }),
      ])
    }
  }

  private static func unfinished(_ unfinished: Unfinished) -> JSONValue {
    .object([
      ("productionLines", .number(unfinished.count)),
      ("oldestRequested", unfinished.oldest.map { .text($0.description) }),
    ])
  }

  private static func run(_ window: RunWindow, _ mostAtOnce: Int?) -> JSONValue {
    .object([
      ("firstRequested", window.firstRequested.map { .text($0.description) }),
      ("firstStarted", window.firstStarted.map { .text($0.description) }),
      ("lastEnded", window.lastEnded.map { .text($0.description) }),
      ("milliseconds", window.milliseconds.map { .number($0) }),
      ("charactersPerSecond", window.charactersPerSecond.map { .large($0) }),
      ("mostAtOnce", mostAtOnce.map { .number($0) }),
    ])
  }
}
