/// The user's price of a job, in millionths of a major unit: nothing of it is assumed.
public struct Price: Equatable, Sendable {
  /// The formula, as the report prints it.
  static let formula =
    "(job + digit × characters per token × tokens + metrics, if analysis is metrics) × (100 − rebate) ÷ 100, rounded half up"

  /// What has a price of its own.
  private static let parts = ["job", "digit", "metrics"]
  private static let keys = parts + ["rebate", "currency"]
  private static let scale = 6

  private var values: [String: Int64] = [:]
  /// The currency of the price.
  public let currency: Currency

  /// Why a text is no price, in a sentence.
  public struct Fault: Error, Sendable {
    /// The sentence.
    public let reason: Prose
  }

  /// The price of a text such as `job=5.0,digit=0.0009,metrics=1.0,rebate=0,currency=eur`. The currency and one of
  /// job, digit and metrics must be there; keys that are left out are 0. Rebate is a percentage.
  public init(_ text: String) throws(Fault) {
    var currency: Currency?
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2 else { throw Fault(reason: "Expected a key, = and a value, found \(data: String(part)).") }
      let key = sides[0]
      guard Price.keys.contains(key) else { throw Fault(reason: "There is no key \(data: key).") }
      guard key == "currency" ? currency == nil : values[key] == nil else {
        throw Fault(reason: "The key \(data: key) stands twice.")
      }
      if key == "currency" {
        currency = Currency(sides[1].utf8)
        if currency == nil { throw Fault(reason: "Expected a currency of three letters, found \(data: sides[1]).") }
      } else {
        values[key] = try Price.value(sides[1], of: key)
      }
    }
    guard let currency else { throw Fault(reason: "There is no currency.") }
    if Set(values.keys).isDisjoint(with: Price.parts) {
      throw Fault(reason: "There is no price: give one of \(Prose.joined(Price.parts.map { "\(words: $0)" })).")
    }
    self.currency = currency
  }

  /// The millionths of a value.
  private static func value(_ text: String, of key: String) throws(Fault) -> Int64 {
    let largest: Int64 = key == "rebate" ? 100 : 999_999_999
    guard let value = try? Money.minorUnits(text.utf8, decimals: scale, mark: .point), value >= 0,
      value <= largest * 1_000_000
    else {
      let range: Prose = "a number from 0 to \(words: String(largest)) with at most \(scale) decimals"
      throw Fault(reason: "Expected \(range) as \(data: key), found \(data: text).")
    }
    return value
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
