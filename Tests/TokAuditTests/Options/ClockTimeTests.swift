import Analysis
import Testing

@testable import TokAudit

struct ClockTimeTests {
  @Test(arguments: [
    ("2026-10-01", "2026-10-01T00:00:00.000Z", false, true),
    ("2026-10-01T12:34", "2026-10-01T12:34:00.000Z", false, false),
    ("2026-10-01T12:34Z", "2026-10-01T12:34:00.000Z", true, false),
    ("2026-10-01T12:34:56", "2026-10-01T12:34:56.000Z", false, false),
    ("2026-10-01T12:34:56Z", "2026-10-01T12:34:56.000Z", true, false),
    ("2026-10-01T12:34:56.789", "2026-10-01T12:34:56.789Z", false, false),
    ("2028-02-29T23:59:59.999Z", "2028-02-29T23:59:59.999Z", true, false),
  ])
  func `dates and times are read in every form`(text: String, shown: String, isUTC: Bool, isDate: Bool) throws {
    let time = try #require(ClockTime(text))
    #expect(time.shown == Timestamp(shown))
    #expect((time.isUTC, time.isDate) == (isUTC, isDate))
  }

  @Test(arguments: [
    "", "Z", "2026-10-01Z", "2026-1-1", "2026-02-29", "2026-13-01", "2026-10-01T24:00", "2026-10-01T12",
    "2026-10-01 12:00",
    "2026-10-01T12:00z", "2026-10-01T12:00+02:00", "2026-10-01T12:00:00.5", "0000-01-01", "20261001", "2026-10-0１",
    "today",
  ])
  func `other texts are refused`(_ text: String) {
    #expect(ClockTime(text) == nil)
  }

  @Test(arguments: [
    ("2026-01", "2026-01-01", "2026-02-01"), ("2026-02", "2026-02-01", "2026-03-01"),
    ("2028-02", "2028-02-01", "2028-03-01"), ("2026-04", "2026-04-01", "2026-05-01"),
    ("2026-12", "2026-12-01", "2027-01-01"),
  ])
  func `a month ends where the next begins`(month: String, first: String, end: String) throws {
    let found = try #require(ClockTime.month(month))
    #expect(found.first == ClockTime(first))
    #expect(found.end == ClockTime(end))
  }

  @Test(arguments: ["", "2026", "2026-1", "2026-13", "2026-00", "2026-01-01", "0000-01", "26-01-1"])
  func `other months are refused`(_ text: String) {
    #expect(ClockTime.month(text) == nil)
  }

  @Test func `the day after the last of a year is the first of the next`() {
    #expect(ClockTime("2026-12-31")?.nextDay == ClockTime("2027-01-01"))
    #expect(ClockTime("2028-02-28")?.nextDay == ClockTime("2028-02-29"))
  }
}
