import Testing

@testable import Analysis

/// API lists of several pages: which of them are the whole list.
struct ListPagesTests {
  private static let jobs = [("list.json", list((10...13).map { .complete.numbered($0) }))]

  /// A page with charges of these numbers, a minute after each other.
  private func page(_ numbers: [Int], hasMore: Bool?, object: String = "charge") -> String {
    let charges = numbers.map { number in
      let id = object == "charge" ? charge(number) : intent(number)
      return #"{"object":"\#(object)","id":"\#(id)","payment_intent":"\#(intent(number))","amount":3999,"#
        + #""amount_received":3999,"currency":"eur","status":"succeeded","created":\#(1_710_846_000 + number * 60)}"#
    }
    let more = hasMore.map { #""has_more":\#($0),"# } ?? ""
    return #"{"object":"list",\#(more)"data":[\#(charges.joined(separator: ","))]}"#
  }

  private func made(_ files: [String]) throws -> Reconciliation {
    try reconcile(Self.jobs, files.enumerated().map { ("\($0).json", .payments, $1) })
  }

  private func isWhole(_ files: [String]) throws -> Bool {
    let made = try made(files)
    #expect(made.shortfalls.allSatisfy { $0.plain.contains("this is not the whole list") }, "\(made.shortfalls)")
    return made.shortfalls.isEmpty
  }

  @Test func `of the pages in one file the last one decides`() throws {
    let (first, last) = (page([13, 12], hasMore: true), page([11, 10], hasMore: false))
    for text in ["[\(first),\(last)]", "\(first)\n\(last)\n", "[\(first),\(page([], hasMore: false))]"] {
      #expect(try isWhole([text]), "\(text)")
    }
    for text in ["[\(last),\(first)]", "[\(first),\(first)]", first, "[\(first),\(page([11], hasMore: nil))]"] {
      #expect(try !isWhole([text]), "\(text)")
    }
  }

  @Test func `a page in a file of its own is continued by one that ends, and reaches further back`() throws {
    let pages = [page([13], hasMore: true), page([12, 11], hasMore: true), page([10], hasMore: false)]
    #expect(try isWhole(pages))
    #expect(try isWhole(pages.reversed()))
    #expect(try isWhole([pages[2], pages[0], pages[1]]))
    #expect(try !isWhole([pages[0], pages[1]]))
    #expect(try !isWhole([pages[0], pages[0]]))
    // What ends has later payments only: the next page is another one.
    let later = page([13], hasMore: false)
    #expect(try !isWhole([later, pages[1]]))
    #expect(try !isWhole([page([10], hasMore: nil), pages[0]]))
  }

  @Test func `pages of charges don't continue pages of payment intents`() throws {
    let intents = page([13, 12], hasMore: true, object: "payment_intent")
    #expect(try !isWhole([intents, page([10], hasMore: false)]))
    #expect(try !isWhole(["[\(intents),\(page([10], hasMore: false))]"]))
    #expect(try isWhole([intents, page([11, 10], hasMore: false, object: "payment_intent")]))
  }

  @Test func `what a search has found is a list, whichever member stands first`() throws {
    for hasMore in [false, true] {
      let found = page([13, 12, 11, 10], hasMore: hasMore)
        .replacing(#"{"object":"list","#, with: #"{"next_page":"x","object":"search_result","#)
      let data = found.drop { $0 != "[" }.dropLast()
      let swapped = #"{"data":\#(data),"has_more":\#(hasMore),"object":"search_result"}"#
      for text in [found, swapped, "[\(found)]"] {
        let made = try made([text])
        #expect(made.counts == "matched 4 | matched 4", "\(text)")
        #expect(made.shortfalls.map(\.plain).joined().contains("or page where it is the answer of a search") == hasMore)
        #expect(made.shortfalls.isEmpty != hasMore)
      }
    }
  }

  @Test(arguments: [
    (PaymentFile.Role.payments, "payment_intents or charges"), (.refunds, "refunds"), (.disputes, "disputes"),
  ])
  func `of events it is said what to list instead`(role: PaymentFile.Role, wanted: String) {
    let event = #"{"id":"evt_1","object":"event","created":1710846000,"data":{"object":{"object":"charge"}}}"#
    for text in [#"{"object":"list","data":[\#(event)],"has_more":false}"#, "\(event)\n\(event)\n"] {
      let file = book(text, as: role).files[0]
      #expect(file.problems.map(\.kind) == [.anotherKind])
      #expect(file.problems.map(\.text.plain).joined().contains("List \(wanted) of the API instead"))
    }
  }

  @Test func `that a page may be missing between two files is said as not tested`() throws {
    func text(_ files: [String]) throws -> String {
      MarkdownFormat.text(of: try ReconciliationReport(made(files)).report)
    }
    let (first, last) = (page([13, 12], hasMore: true), page([11, 10], hasMore: false))
    let words = "whether a page is missing between API lists | 1 file says that there is more"
    #expect(try text([first, last]).contains(words))
    #expect(try !text(["\(first)\(last)"]).contains("API lists |"))
  }
}
