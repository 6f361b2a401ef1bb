/// The user's price of a job, in millionths of a major unit: nothing of it is assumed.
public struct Price: Equatable, Sendable {
  /// The formula, as the report prints it.
  static let formula =
    "(job + digit × characters per token × tokens + metrics, if analysis is metrics) × (100 − rebate) ÷ 100, rounded half up"

  private static let keys = ["job", "digit", "metrics", "rebate", "currency"]
  private static let scale = 6

  private var values: [String: Int64] = [:]
  /// The currency of the price.
  public let currency: Currency

  /// The price of a text such as `job=5.0,digit=0.0009,metrics=1.0,rebate=0,currency=eur`; nil for another form, for a
  /// key that is not known or stands twice, and without a currency. Keys that are left out are 0; rebate is a
  /// percentage.
  public init?(_ text: String) {
    var currency: Currency?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, Price.keys.contains(String(sides[0])) else { return nil }
      if sides[0] == "currency" {
        guard currency == nil, let named = Currency(sides[1].utf8) else { return nil }
        currency = named
      } else {
        guard values[String(sides[0])] == nil,
          let value = try? Money.minorUnits(sides[1].utf8, decimals: Price.scale, mark: .point), value >= 0,
          value < 1_000_000_000_000_000
        else { return nil }
        values[String(sides[0])] = value
      }
    }
    guard let currency, values["rebate", default: 0] <= 100_000_000 else { return nil }
    self.currency = currency
  }

  /// The amount of a job; nil if its size is not known, or the amount is beyond all bounds.
  func amount(of job: Job) -> ExpectedAmounts.Amount? {
    guard job.size >= 0, job.digits >= 0 else { return nil }
    func value(_ key: String) -> Int128 { Int128(values[key, default: 0]) }
    let (characters, overflows) = Int128(job.size).multipliedReportingOverflow(by: Int128(job.digits))
    let (metered, overflowsToo) = characters.multipliedReportingOverflow(by: value("digit"))
    guard !overflows, !overflowsToo, metered < Int128(1) << 100 else { return nil }
    let sum = value("job") + metered + (job.hasMetrics ? value("metrics") : 0)
    // The rebate is in millionths of a percent: 10^8 of them are all.
    let (rebated, overflowsAgain) = sum.multipliedReportingOverflow(by: 100_000_000 - value("rebate"))
    guard !overflowsAgain else { return nil }
    var divisor: Int128 = 100_000_000
    for _ in currency.decimals..<Price.scale { divisor *= 10 }
    return Int64(exactly: (rebated + divisor / 2) / divisor).map { .init(minor: $0, currency: currency) }
  }
}
