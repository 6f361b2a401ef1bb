import Testing

@testable import Analysis

/// Files without a row: a whole one says that there is none.
struct EmptyPaymentsTests {
  private static let jobs = [("list.json", list([.complete.numbered(10)]))]
  private static let payments = ("payments.csv", PaymentFile.Role.payments, dashboard([paid(10)]))
  private static let ledger = "payment_id,amount,currency,paid_at\n"
  private static let refunds = "id,amount,currency,charge_id,status\n"
  private static let apiList = #"{"object":"list","data":[],"has_more":false,"url":"/v1/charges"}"#

  private func shortfalls(
    _ files: [(name: String, role: PaymentFile.Role, text: String)], allowEmpty: Bool = false
  ) throws -> String {
    var settings = ReconciliationSettings()
    settings.allowEmpty = allowEmpty
    return try reconcile(Self.jobs, files, settings).shortfalls.map(\.plain).joined(separator: "\n")
  }

  @Test(arguments: [refunds, apiList, "[\(apiList),\(apiList)]"])
  func `no refunds and no disputes are an answer`(text: String) throws {
    let files = [Self.payments, ("r", .refunds, text), ("d", .disputes, text)]
    let made = try reconcile(Self.jobs, files)
    #expect(made.shortfalls.isEmpty, "\(made.shortfalls)")
    #expect(made.outcome == .reconciled)
    // They tell of payments whose own rows don't.
    let ledger = Self.ledger + "\(intent(10)),39.99,EUR,2024-03-19\n"
    let told = try reconcile(Self.jobs, [("ledger.csv", .payments, ledger)] + files.dropFirst())
    #expect(told.groups.payments[0].facts.contains([.statesRefunds, .statesDisputes]))
    #expect(MarkdownFormat.text(of: try ReconciliationReport(told).report).contains("| rows of `r` | 0 read = 0 "))
  }

  @Test(arguments: [ledger, apiList])
  func `that there is not one payment must be allowed`(text: String) throws {
    let words = "there is not one row of payments. Check the dates of the export; if it is right, say so with --allow"
    for files in [[("a", PaymentFile.Role.payments, text)], [("a", .payments, text), ("b", .payments, Self.ledger)]] {
      #expect(try shortfalls(files).contains(words))
      #expect(try shortfalls(files, allowEmpty: true) == "")
    }
    #expect(try shortfalls([("a", .payments, text), Self.payments]) == "")
    let made = try reconcile(Self.jobs, [("a", .payments, text)])
    #expect(made.book.files[0].problems.map(\.kind) == [.empty])
  }

  @Test(arguments: [
    ("", "it has no header"), ("\n", "it has no header"), ("[]", "neither a list nor an object"),
    (#"{"object":"list"}"#, "expected an array in data, found none"),
    (#"{"object":"list","data":null}"#, "expected an array in data, found null"),
    (#"{"object":"list","data":{"id":"x"}}"#, "expected an array in data, found an object"),
    (#"{"object":"list","data":[],"data":[]}"#, "the member data stands twice"),
    (#"{"object":"list","data":[],"has_more":true}"#, "this is not the whole list"),
    (#"{"object":"list","data":["#, "ends in the middle"),
  ])
  func `what isn't whole says nothing, whatever is allowed`(text: String, words: String) throws {
    for role in [PaymentFile.Role.payments, .refunds] {
      let found = try shortfalls([Self.payments, ("a", role, text)], allowEmpty: true)
      #expect(found.contains(words), "\(found)")
    }
  }
}
