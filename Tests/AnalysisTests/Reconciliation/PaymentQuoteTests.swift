import Testing

@testable import Analysis

/// What messages quote of files of payments: nothing that may be a name, an address or the number of a card.
struct PaymentQuoteTests {
  private static let personal = [
    "bob@secret.example", "Bob", "Bob Smith", "4242 4242 4242 4242", "4242424242424242", "4242-4242-4242-4242",
    "+49 170 1234567", "DE89370400440532013000", "Müller", "12 Main Street", "cus_Nffrf3TrGmVm6MK4Kkj1Y2a3",
  ]

  @Test(arguments: personal)
  func `what may be personal is not quoted`(text: String) {
    #expect(PaymentQuote.found(text.utf8).plain == "other text")
    #expect(PaymentQuote.found(json: "\"\(text)\"").plain == "other text")
  }

  @Test(arguments: ["12.505", "1,234", "-5", "13/10/2024", "2024-13-45 10:00:00", "Lost", "TRUE", "event", intent(10)])
  func `figures, ids and known words are quoted`(text: String) {
    #expect(PaymentQuote.found(text.utf8).plain == text)
    #expect(PaymentQuote.found(json: "\"\(text)\"").plain == "\"\(text)\"")
  }

  @Test(arguments: personal)
  func `whatever cell has it, no report has it`(text: String) throws {
    let cells = paid(10).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var files: [(name: String, role: PaymentFile.Role, text: String)] = []
    for column in cells.indices {
      var row = cells
      row[column] = text
      files.append(("\(column).csv", .payments, dashboard([row.joined(separator: ",")])))
    }
    let movement = ["re_1", "5.00", "eur", charge(10), "succeeded"]
    for column in movement.indices {
      var row = movement
      row[column] = text
      let table = "id,amount,currency,charge id,status\n" + row.joined(separator: ",") + "\n"
      files.append(("r\(column).csv", .refunds, table))
    }
    for member in ["object", "status", "currency", "amount", "created", "livemode", "has_more"] {
      let object = #"{"object":"charge","id":"ch_1","\#(member)":"\#(text)"}"#
      files.append(("\(member).json", .payments, object))
    }
    // A table without a header.
    files.append(("headless.csv", .payments, "\(text),1.00,eur\n"))
    let made = try reconcile([("list.json", list([.complete.numbered(10)]))], files)
    let report = try ReconciliationReport(made)
    let told = MarkdownFormat.text(of: report.report) + ReconciliationJSON.head(report)
    // A name of letters alone, or a long number, may also be an id: those are all there is.
    let canBeID = !text.utf8.contains { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: " ") }
    #expect(canBeID || !told.contains(text))
    for file in made.book.files {
      for said in file.rejections.map(\.reason.plain) + file.problems.map(\.text.plain) {
        #expect(!said.contains(text), "\(file.name): \(said)")
      }
    }
  }

  @Test func `a rejection names the column`() {
    let made = book(dashboard([paid(10, "bob@secret.example"), paid(11, status: "Bob"), paid(12, currency: "Bob B")]))
    #expect(
      made.files[0].rejections.map { "\($0.row) \($0.reason.plain)" } == [
        "2 expected an amount such as 12.50, found other text in amount",
        "3 expected a status such as paid, pending or failed, found other text in status",
        "4 expected a currency of three letters, found other text in currency",
      ])
  }
}
