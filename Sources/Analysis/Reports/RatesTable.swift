/// `rates.csv`: a row for all production lines, then one for each alphabet and number of characters per token.
public enum RatesTable {
  private static let steps = ["waiting", "run", "packing"]

  /// The names of the columns.
  public static let header = CSVFormat.header(
    [
      "alphabet", "digits", "production_lines", "tokens", "characters", "bytes", "rate_n", "rate_mean", "rate_sd",
      "rate_min", "rate_p5", "rate_p50", "rate_p95", "rate_p99", "rate_max",
    ] + steps.flatMap { ["\($0)_n", "\($0)_p50_ms", "\($0)_p95_ms", "\($0)_max_ms"] })

  /// All rows; what is not known is empty. The first row has no alphabet.
  public static func rows(_ figures: Figures) -> String {
    let groups = figures.groupsBySize.map { row([.text($0.alphabet), .number($0.digits)], $0.value.jobs) }
    return row([.empty, .empty], figures.all) + groups.joined()
  }

  private static func row(_ key: [CSVCell], _ jobs: JobFigures) -> String {
    let amounts: [CSVCell] = [
      .number(jobs.productionLines), digits(jobs.tokens.total), digits(jobs.characters.total),
      digits(jobs.bytes.total),
    ]
    let rate: [CSVCell] = [
      .number(jobs.rate.count), decimal(jobs.rate.spread.meanThousandths),
      decimal(jobs.rate.spread.deviation.flatMap(DecimalText.thousandths)),
    ]
    let steps = [jobs.waiting, jobs.run, jobs.packing].flatMap { step in
      [.number(step.times.count)] + quantiles([50, 95, 100], step.times)
    }
    return CSVFormat.row(key + amounts + rate + quantiles([0, 5, 50, 95, 99, 100], jobs.rate) + steps)
  }

  private static func digits(_ number: Int128?) -> CSVCell {
    number.map { .digits(String($0)) } ?? .empty
  }

  private static func decimal(_ thousandths: Int128?) -> CSVCell {
    thousandths.map { .digits(DecimalText.raw(thousandths: $0)) } ?? .empty
  }

  private static func quantiles(_ percents: [Int], _ distribution: Distribution) -> [CSVCell] {
    percents.map { percent in distribution.quantile(percent).map { .number($0) } ?? .empty }
  }
}
