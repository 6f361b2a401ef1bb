import Testing

@testable import Analysis

extension ReconciliationTests {
  @Test func `bytes that were changed at random never crash it, and every row is accounted for`() throws {
    var generator = Generator(seed: 23)
    let planted = Planted()
    let charges =
      #"{"object":"list","has_more":false,"data":[{"object":"charge","id":"\#(charge(10))","payment_intent":"\#(intent(10))","amount":3999,"currency":"eur","status":"succeeded","created":1710851696}]}"#
    for round in 0..<400 {
      var bytes = Array((round % 4 == 0 ? charges : dashboard(planted.rows)).utf8)
      for _ in 0..<(1 + generator.next(6)) {
        let place = generator.next(bytes.count)
        switch generator.next(3) {
        case 0: bytes[place] = UInt8(generator.next(256))
        case 1: bytes.remove(at: place)
        default: bytes.insert(Array(",;\"\n\r-9.{}[]\t".utf8)[generator.next(13)], at: place)
        }
      }
      var book = PaymentBook()
      PaymentReader.read(
        MemorySource(bytes, piece: 1 + generator.next(64)), name: "a", as: .payments, PaymentReading(), into: &book,
        windowSize: 1 + generator.next(400))
      #expect(book.files[0].rows == book.files[0].used + book.files[0].others + book.files[0].rejected)
      let groups = PaymentGroups(book, mode: .any)
      #expect(groups.payments.count <= book.records.count)
    }
  }

  @Test func `a total of the books is held against what was retained`() throws {
    for (amount, result) in [(3999, ControlEquation.Result.pass), (4000, .fail)] {
      var settings = ReconciliationSettings()
      settings.ledgerTotals = [.init(currency: try #require(Currency("EUR".utf8)), amount: Int64(amount))]
      let made = try reconcile(
        [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard([paid(10)]))], settings)
      #expect(made.equations.filter { $0.name.plain == "books in EUR" }.map(\.result) == [result])
      #expect(made.outcome == (result == .pass ? .reconciled : .exceptions))
    }
  }

  @Test func `a row, a payment and a job take as many bytes as they say`() {
    #expect(MemoryLayout<PaymentRecord>.stride == 136)
    #expect(MemoryLayout<Payment>.stride == 64)
    #expect(MemoryLayout<Job>.stride == 64)
    #expect(MemoryLayout<ObjectID>.stride == 32)
  }

  @Test func `every category and flag has its entry in the rulebook`() {
    for category in Category.allCases { #expect(category.info.code == category.rawValue) }
    for flag in ReconciliationFlag.allCases { #expect(DiscrepancyKind.flag(flag).entry.info.code == flag.rawValue) }
    let codes = (Rulebook.all + Rulebook.reconciliation).map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func `flags of an item are kept apart, and the severest counts`() {
    var all = FlagSet()
    for (place, flag) in ReconciliationFlag.allCases.enumerated() {
      #expect(!all.has(flag))
      all.insert(flag)
      #expect(all.flags == Array(ReconciliationFlag.allCases[...place]))
      #expect(FlagSet(flag).flags == [flag] && FlagSet(flag).severity == flag.severity)
    }
    #expect(all.severity == .error && FlagSet().severity == .off)
  }
}
