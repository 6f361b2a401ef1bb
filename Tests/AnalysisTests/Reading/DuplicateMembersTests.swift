import Testing

@testable import Analysis

struct DuplicateMembersTests {
  @Test(
    arguments: [
      (.size, #""7776""#, "[]"), (.size, #""7776""#, "null"), (.digits, #""5""#, #""0""#), (.available, "0", #""-1""#),
      (.partial, "false", "7"), (.rate, "9086", "9086.0"), (.checksum, #""0101""#, "7"), (.alphabet, #""DICE""#, "7"),
      (.type, #""tokens""#, "7"), (.type, #""tokens""#, #""token""#), (.id, #""a""#, "{}"), (.dataSize, "1", "-1"),
      (.ended, #""2024-03-19T12:52:54.707Z""#, #""today""#), (.ended, #""2024-03-19T12:52:54.707Z""#, "7"),
      (.timestamps, "{}", "[]"), (.timestamps, #"{"ended":"today"}"#, "7"), (.filesizes, #"{"data":[]}"#, "7"),
      (.attributes, #"{"size":[],"status":1,"status":2}"#, "7"), (.attributes, #"{"timestamps":7}"#, "null"),
      (.relationships, #"{"payment":{"data":{"id":7}}}"#, "[]"), (.paymentData, #"{"ident":[],"ident":1}"#, "7"),
    ] as [(Field, String, String)])
  func `of a member that stands twice only the doubt counts, in either order`(
    _ field: Field, _ one: String, _ two: String
  ) {
    for (first, second) in [(one, two), (two, one)] {
      let (audit, heard) = audit(list([.complete.with(field, first).twice(field, second)]))
      #expect(heard.codes == ["json-duplicate-key@0"], "\(first), then \(second)")
      #expect(heard.findings.map(\.field) == [field.path])
      #expect(problems(audit) == [])
    }
  }
}
