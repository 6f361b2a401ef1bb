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
    (#","chars":"AEIOX""#, "attributes.chars"), (#","chars":"AEIOU""#, "attributes.chars"),
    (#","length":5,"l\u0065ngth":5"#, "attributes.length"), (#","id":"W""#, "id"),
  ])
  func `an entry that contradicts itself is a finding and is not used`(members: String, field: String) {
    let answer = read(entry(members))
    #expect(answer.findings.map(\.field) == [field])
    #expect(answer.alphabets.isEmpty)
    #expect(answer.tally.failed == 1)
  }

  @Test(arguments: [
    (#""chars":10"#, "chars", "10"), (#""chars":["0", "1"]"#, "chars", #"["0","1"]"#),
    (#""chars":"01","length":true"#, "length", "true"), (#""chars":"01","length":2.0"#, "length", "2.0"),
    (#""chars":"01","length":"02""#, "length", #""02""#), (#""chars":"01","bytes":-2"#, "bytes", "-2"),
    (#""chars":"01","parity":"""#, "parity", #""""#), (#""chars":"01","ascii":"false""#, "ascii", #""false""#),
    (#""chars":"01","ascii":0"#, "ascii", "0"),
    (#""chars":"01","length":123456789012345678901234567890"#, "length", "123456789012345678901234567890"),
    (#""chars":"\u0000""#, "chars", "\0"), (#""chars":"0\n""#, "chars", "0\n"), (#""chars":"""#, "chars", ""),
  ])
  func `a value of another type is named as it stands`(members: String, field: String, actual: String) throws {
    let answer = read(#"{"data":[{"type":"alphabet","id":"V","attributes":{\#(members)}}]}"#)
    #expect(answer.findings.map(\.field) == ["attributes.\(field)"] && answer.findings.map(\.actual) == [actual])
    #expect(answer.alphabets.isEmpty && answer.tally.failed == 1)
    let message = try #require(answer.findings.first).message.plain
    #expect(!message.contains("-1"))
    #expect(message.contains("has no characters") == actual.isEmpty)
  }

  @Test func `an id that is a number is no id, and null is as good as nothing`() {
    let number = read(#"{"data":[{"type":"alphabet","id":7,"attributes":{"chars":"01"}}]}"#)
    #expect(number.findings.map(\.field) == ["id"] && number.findings.map(\.actual) == ["7"])
    #expect(read(entry(#","length":null,"ascii":null,"parity":"87""#)).findings.isEmpty)
  }

  @Test(arguments: [["AEIOU", "AEIOY"], ["AEIOY", "AEIOU"], ["AEIOU", "AEIOU", "AEIOY"], ["\u{E9}a", "e\u{301}a"]])
  func `entries of one id with different characters are findings, and none is used`(characters: [String]) {
    let entries = characters.map { #"{"type":"alphabet","id":"V","attributes":{"chars":"\#($0)"}}"# }
    let other = #"{"type":"alphabet","id":"W","attributes":{"chars":"AEIOU"}}"#
    let answer = read(#"{"data":[\#((entries + [other]).joined(separator: ","))]}"#)
    #expect(answer.findings.map(\.actual) == characters)
    #expect(answer.findings.allSatisfy { $0.subject == "V" && $0.field == "attributes.chars" })
    #expect(answer.alphabets.map(\.id) == ["W"])
    #expect(answer.tally.failed == characters.count && answer.tally.passed == 1)
  }

  @Test func `the same entry twice contradicts nothing`() {
    let entry = #"{"type":"alphabet","id":"V","attributes":{"chars":"AEIOU"}}"#
    #expect(read(#"{"data":[\#(entry),\#(entry)]}"#).findings.isEmpty)
  }

  @Test(arguments: ["", "{}", #"{"data":[]}"#, "[", #"{"data":[{"type":"tokens"}]}"#, #"{"errors":[{}]}"#])
  func `an answer of another kind is a problem`(_ text: String) {
    #expect(!read(text).problems.isEmpty)
  }
}
