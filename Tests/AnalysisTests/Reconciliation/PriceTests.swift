import Testing

@testable import Analysis

struct PriceTests {
  @Test(arguments: [
    ("", "Expected a key, = and a value, found (empty)."), ("job", "Expected a key, = and a value, found job."),
    ("currency=eur", "There is no price: give one of job, digit, metrics."),
    ("rebate=5,currency=eur", "There is no price: give one of job, digit, metrics."),
    ("job=5", "There is no currency."), ("job=5,currency=euro", "Expected a currency of three letters, found euro."),
    ("cost=1,currency=eur", "There is no key cost."), ("job=1,job=2,currency=eur", "The key job stands twice."),
    ("currency=eur,currency=usd", "The key currency stands twice."),
    ("job=x,currency=eur", "Expected a number from 0 to 999999999 with at most 6 decimals as job, found x."),
    ("job=-5,currency=eur", "Expected a number from 0 to 999999999 with at most 6 decimals as job, found -5."),
    ("rebate=101,currency=eur", "Expected a number from 0 to 100 with at most 6 decimals as rebate, found 101."),
  ])
  func `what is wrong with a price is said`(text: String, reason: String) throws {
    let fault = #expect(throws: Price.Fault.self) { _ = try Price(text) }
    #expect(fault?.reason.plain == reason)
  }
}
