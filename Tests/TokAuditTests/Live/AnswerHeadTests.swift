import Analysis
import Testing

@testable import TokAudit

struct AnswerHeadTests {
  private func head(_ text: String) -> (head: AnswerHead, rest: String) {
    var head = AnswerHead()
    let rest = head.add(Array(text.utf8)[...])
    return (head, String(decoding: rest, as: UTF8.self))
  }

  @Test func `the last block counts, and what comes after it is not part of it`() {
    let (head, rest) = head(
      "HTTP/1.1 103 Early\r\nRetry-After: 9\r\n\r\nHTTP/2 200 \r\nContent-Type:  A/b ; c=d\r\n\r\nX: trailer\r\n")
    #expect(head.status == 200)
    #expect(head.isComplete)
    #expect(head.mediaType == "a/b")
    #expect(head.retryAfter == nil)
    #expect(rest == "X: trailer\r\n")
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "\r\n"])
  func `a head without its end is not complete`(_ text: String) {
    #expect(!head(text).head.isComplete)
  }

  @Test(arguments: [
    ("0", 0), ("1", 1_000), ("99999999999", 99_999_999_999_000), ("99999999999999999999999", Int.max), ("-1", nil),
    ("1.5", nil), ("", nil), ("Wed, 21 Oct 2015 07:28:10 GMT", 10_000), ("Wed, 21 Oct 2015 07:27:00 GMT", 0),
    ("Wed, 99 Oct 2015 07:27:00 GMT", nil), ("Wednesday, 21-Oct-15 07:28:10 GMT", 10_000),
    ("Wed Oct 21 07:28:10 2015", 10_000), ("Thursday, 21-Oct-99 07:28:10 GMT", 0), ("Sun Nov  6 08:49:37 1994", 0),
    ("Wed Oct 21 07:28:10 15", nil), ("Wednesday, 21-Oct-15 07:28:10", nil), ("Wednesday, 21-Oct-5 07:28:10 GMT", nil),
  ])
  func `Retry-After is seconds, or a date by the service's own clock`(_ value: String, _ wait: Int?) {
    let (head, _) = head("HTTP/1.1 503 x\nDate: Wed, 21 Oct 2015 07:28:00 GMT\nRetry-After: \(value)\n\n")
    #expect(head.retryAfter == wait)
  }

  @Test func `without the service's clock, a date is one of this computer's`() throws {
    let past = head("HTTP/1.1 503 x\nRetry-After: Wed, 21 Oct 2015 07:28:10 GMT\n\n").head
    #expect(past.retryAfter == 0)
    let future = head("HTTP/1.1 503 x\nRetry-After: Fri, 21 Oct 2124 07:28:10 GMT\n\n").head
    #expect(try #require(future.retryAfter) > 86_400_000)
  }

  @Test(arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
  func `a date may have any form of RFC 9110`(_ text: String) throws {
    let now = try #require(Timestamp(day: "2026-01-31"))
    #expect(HTTPDate.moment(text, now: now)?.description == "1994-11-06T08:49:37.000Z")
  }

  @Test(arguments: [("2026", "76", "2076"), ("2026", "77", "1977"), ("2099", "01", "2101"), ("1999", "50", "1950")])
  func `two digits are those of the last year that is not more than 50 years ahead`(
    _ now: String, _ digits: String, _ year: String
  ) throws {
    let now = try #require(Timestamp(day: "\(now)-06-30"))
    #expect(HTTPDate.moment("Sunday, 06-Nov-\(digits) 08:49:37 GMT", now: now)?.day == "\(year)-11-06")
  }

  @Test(arguments: [
    ("Content-Length: 12", nil), ("Content-Length: 12345678901234567890123456", "12345678901234567890123456"),
    ("Content-Length: -1", "-1"), ("Content-Length:", ""), ("Content-Length: 1\nContent-Length: 2", "1, 2"),
    ("Content-Length: 5\nContent-Length: 5", nil), ("A: b", nil), ("Content-Length: 1e3", "1e3"),
  ])
  func `a length that is no number of bytes is found`(_ fields: String, _ wrong: String?) {
    #expect(head("HTTP/1.1 200 OK\n\(fields)\n\n").head.wrongLength == wrong)
  }

  @Test(arguments: [
    ("A: b", false), ("no colon here", true), ("A: b\n continued", false), (" continued", true), ("A: b\n<html>", true),
  ])
  func `a header without a colon is found`(_ fields: String, _ isBroken: Bool) {
    #expect(head("HTTP/1.1 200 OK\n\(fields)\n\n").head.hasBrokenRow == isBroken)
    #expect(!head("HTTP/1.1 103 Early\n\(fields)\n\nHTTP/1.1 200 OK\nA: b\n\n").head.hasBrokenRow)
  }

  @Test func `the pauses grow, with chance in them, and have a limit`() {
    for attempt in 1...100 {
      let whole = min(30_000, 500 << min(attempt - 1, 10))
      #expect((whole / 2...whole).contains(RetryPolicy.delay(attempt: attempt, retryAfter: nil)))
    }
    #expect(RetryPolicy.delay(attempt: 3, retryAfter: 7) == 7)
  }

  @Test func `a value in curl's config is one value`() {
    #expect(CurlRequest.quoted("a\"b\\c\nd\re") == #""a\"b\\c\nd\re""#)
  }
}
