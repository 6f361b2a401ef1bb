import Testing

@testable import Analysis

/// Members that can't be read as they are meant: nothing of them is guessed.
struct PaymentValuesTests {
  private func reasons(_ book: PaymentBook) -> [String] { book.files[0].rejections.map(\.reason.plain) }

  private static let object =
    #"{"object":"charge","id":"ch_1","payment_intent":"pi_1","amount":500,"currency":"eur","status":"succeeded","#
    + #""created":1}"#

  @Test(arguments: [
    (#""amount":600"#, "the member amount stands twice"),
    (#""am\u006funt":500"#, "the member amount stands twice"),
    (#""amount":null"#, "the member amount stands twice"),
    (#""object":"charge""#, "the member object stands twice"),
    (#""disputed":"true""#, #"expected true or false in disputed, found "true""#),
    (#""livemode":"yes""#, #"expected true or false in livemode, found "yes""#),
    (#""captured":0"#, "expected true or false in captured, found 0"),
    (#""amount_captured":"x""#, #"expected a whole number below 2^63 in amount_captured, found "x""#),
    (#""amount_refunded":"5""#, #"expected a whole number below 2^63 in amount_refunded, found "5""#),
    (#""amount_refunded":1.5"#, "expected a whole number below 2^63 in amount_refunded, found 1.5"),
    (#""amount_received":[]"#, "expected a whole number below 2^63 in amount_received, found an array"),
    (#""latest_charge":5"#, "expected an id, or an object with one, in latest_charge, found 5"),
    (#""latest_charge":{"id":5}"#, "expected an id, or an object with one, in latest_charge, found an object"),
    (
      #""latest_charge":{"id":"a","id":"b"}"#,
      "expected an id, or an object with one, in latest_charge, found an object"
    ),
  ])
  func `a member of another type, or one that stands twice, is named`(member: String, reason: String) {
    let text = Self.object.replacing(#""created":1}"#, with: #""created":1,\#(member)}"#)
    for (windowSize, piece) in [(1 << 16, Int.max), (1, 1), (50, 7)] {
      let made = book("\(text)\n\(Self.object)", windowSize: windowSize, piece: piece)
      #expect(reasons(made) == [reason])
      #expect(made.records.count == 1)
    }
  }

  @Test func `null is nothing, and a missing amount is said`() {
    let members = #""latest_charge":null,"livemode":null,"disputed":null,"amount_captured":null"#
    let made = book(Self.object.replacing(#""created":1"#, with: #""created":1,\#(members)"#))
    #expect(made.records.map(\.amount) == [500])
    #expect(reasons(book(Self.object.replacing(#""amount":500,"#, with: ""))) == ["there is no amount"])
  }

  @Test(arguments: [
    (#""has_more":true,"has_more":false"#, "the member has_more stands twice"),
    (#""has_more":false,"has_more":false"#, "the member has_more stands twice"),
    (#""has_more":"true""#, #"expected true or false in has_more, found "true""#),
    (#""has_more":0"#, "expected true or false in has_more, found 0"), (#""has_more":null"#, ""),
  ])
  func `whether a list goes on is said once, by true or false`(members: String, problem: String) {
    for text in [
      #"{"object":"list",\#(members),"data":[\#(Self.object)]}"#, #"{"data":[\#(Self.object)],\#(members)}"#,
    ] {
      for (windowSize, piece) in [(1 << 16, Int.max), (1, 1), (50, 7)] {
        var made = book(text, windowSize: windowSize, piece: piece)
        made.settleLists()
        #expect(made.files[0].problems.map(\.message.plain) == (problem.isEmpty ? [] : [problem]))
        #expect(made.records.count == 1)
      }
    }
  }
}
