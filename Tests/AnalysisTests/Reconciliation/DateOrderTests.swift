import Testing

@testable import Analysis

/// Dates with slashes: the whole column tells whether the day or the month stands first, or somebody must say it.
struct DateOrderTests {
  private static func ledger(_ dates: [String]) -> String {
    let rows = dates.enumerated().map { "pi_\($0.offset),1.00,EUR,\($0.element)" }
    return (["payment_id,amount,currency,paid_at"] + rows).joined(separator: "\n")
  }

  private static func days(_ book: PaymentBook) -> [String] {
    book.records.map { String(Timestamp(milliseconds: $0.created).description.prefix(10)) }
  }

  private static func problems(_ book: PaymentBook) -> [String] {
    book.files.flatMap(\.problems).map(\.text.plain)
  }

  @Test(arguments: [
    (["03/10/2024", "13/10/2024"], ["2024-10-03", "2024-10-13"]),
    (["03/10/2024", "10/13/2024"], ["2024-03-10", "2024-10-13"]),
    (["10/13/2024", "03/10/2024 12:30"], ["2024-10-13", "2024-03-10"]),
    (["05/05/2024", "2024-10-03"], ["2024-05-05", "2024-10-03"]),
    (["03.10.2024", "3.9.2024"], ["2024-10-03", "2024-09-03"]),
    (["02/29/2024", "1/2/2024"], ["2024-02-29", "2024-01-02"]),
  ])
  func `one date that can be read in one way only tells for the column`(dates: [String], days: [String]) {
    let book = book(Self.ledger(dates))
    #expect(Self.days(book) == days)
    #expect(Self.problems(book) == [])
    let ends = [book.files[0].first, book.files[0].last].map {
      String(Timestamp(milliseconds: $0 ?? 0).description.prefix(10))
    }
    #expect(ends == [days.min() ?? "", days.max() ?? ""])
  }

  @Test func `where no date tells, that is said with what to do`() throws {
    let text = Self.ledger(["05/05/2024", "03/10/2024", "04/10/2024"])
    let unclear = book(text)
    #expect(
      Self.problems(unclear) == [
        """
        the day or the month may stand first in 2 dates, such as 03/10/2024 in row 3, and no other date of the column \
        tells; they were read as if the day came first. Say --date-order dmy or --date-order mdy to tokaudit \
        reconcile, or write dates as 2024-10-03.
        """
      ])
    let made = try reconcile([("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, text)])
    #expect(made.outcome == .incomplete)
    for (order, month) in [(DateOrder.dayFirst, "10"), (.monthFirst, "03")] {
      var reading = PaymentReading()
      reading.dateOrder = order
      let clear = book(text, reading)
      #expect(Self.problems(clear) == [])
      #expect(Self.days(clear)[1].hasPrefix("2024-\(month)-"))
    }
  }

  @Test func `dates that contradict each other are said, in any order`() {
    for dates in [["25/03/2024", "03/25/2024", "01/02/2024"], ["01/02/2024", "03/25/2024", "25/03/2024"]] {
      let book = book(Self.ledger(dates))
      #expect(Self.days(book).sorted() == ["2024-02-01", "2024-03-25", "2024-03-25"])
      #expect(Self.problems(book).first?.contains("the day stands first in 25/03/2024, row") == true)
      #expect(Self.problems(book).first?.contains("1 date that can be read in two ways") == true)
    }
  }

  @Test func `an order that was given rejects what doesn't fit, and leaves other forms alone`() {
    var reading = PaymentReading()
    reading.dateOrder = .monthFirst
    let book = book(Self.ledger(["13/10/2024", "10/13/2024", "13.10.2024", "2024-10-13"]), reading)
    #expect(book.files[0].rejections.map(\.row) == [2])
    #expect(
      book.files[0].rejections.map(\.reason.plain) == [
        "expected a time such as 2026-01-31 12:00:00 or 01/31/2026, found 13/10/2024 in paid_at"
      ])
    #expect(Set(Self.days(book)) == ["2024-10-13"])
  }

  @Test func `local times of unclear dates are those of the zone on that day`() {
    var reading = PaymentReading()
    // An hour in winter, two in summer.
    reading.localTime = { time in
      let month = Int(time.description.dropFirst(5).prefix(2)) ?? 0
      return Timestamp(milliseconds: time.milliseconds - ((4...10).contains(month) ? 7_200_000 : 3_600_000))
    }
    let book = book(Self.ledger(["03/07/2024 12:00", "07/13/2024 12:00"]), reading)
    #expect(
      book.records.map { Timestamp(milliseconds: $0.created).description } == [
        "2024-03-07T11:00:00.000Z", "2024-07-13T10:00:00.000Z",
      ])
  }
}
