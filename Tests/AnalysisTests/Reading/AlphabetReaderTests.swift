import Testing

@testable import Analysis

struct AlphabetReaderTests {
  private func read(_ text: String) -> AlphabetReader.Answer {
    AlphabetReader.read(MemorySource(text), name: "alphabets.json", settings: AuditSettings(), windowSize: 64)
  }

  private func entry(_ members: String) -> String {
    #"{"data":[{"type":"alphabet","id":"V","attributes":{"chars":"AEIOU"\#(members)}}]}"#
  }

  @Test func `a consistent entry is used`() {
    let answer = read(entry(#","length":5,"bytes":"5","ascii":true,"parity":87,"new":[1]"#))
    #expect(answer.problems.isEmpty && answer.findings.isEmpty)
    #expect(answer.alphabets.map(\.id) == ["V"])
  }

  @Test(arguments: [
    (#","length":6"#, "attributes.length"), (#","bytes":4"#, "attributes.bytes"),
    (#","ascii":false"#, "attributes.ascii"), (#","parity":86"#, "attributes.parity"),
    (#","chars":"AEIOUA""#, "attributes.chars"), (#","length":"many""#, "attributes.length"),
    (#","chars":"""#, "attributes.chars"),
  ])
  func `an entry that contradicts itself is a finding and is not used`(members: String, field: String) {
    let answer = read(entry(members))
    #expect(answer.findings.map(\.field) == [field])
    #expect(answer.alphabets.isEmpty)
    #expect(answer.tally.failed == 1)
  }

  @Test(arguments: ["", "{}", #"{"data":[]}"#, "[", #"{"data":[{"type":"tokens"}]}"#, #"{"errors":[{}]}"#])
  func `an answer of another kind is a problem`(_ text: String) {
    #expect(!read(text).problems.isEmpty)
  }
}
