import Testing

@testable import Analysis

/// Documents with random damage: nothing crashes, and every window says the same.
struct MutationTests {
  private func describe(_ bytes: [UInt8], windowSize: Int, piece: Int) -> [String] {
    let (audit, heard) = audit(bytes, windowSize: windowSize, piece: piece)
    return problems(audit) + audit.unknownNames.names
      + heard.findings.map { "\($0.rule.code) \($0.index) \($0.byteOffset) \($0.actual) \($0.message.plain)" }
      + ["\(audit.productionLines) \(audit.sources[0].bytes)"]
  }

  @Test(arguments: 0..<8)
  func `a damaged document is read the same in every window`(seed: Int) {
    var generator = Generator(seed: UInt64(seed))
    let text =
      list([.complete, .partial.with(path: "attributes.é", #"["\u00e9\ud83d\ude00",{"a":[1.5e3,null,true]}]"#)])
      + "\n" + ExampleLine.analyzed.json + "\n" + list([.requested])
    let original = Array(text.utf8)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0...generator.next(3) {
        generator.damage(&bytes)
      }
      let whole = describe(bytes, windowSize: 1 << 16, piece: .max)
      let window = [1, 5, 16, 63, 300][generator.next(5)]
      let cut = describe(bytes, windowSize: window, piece: 1 + generator.next(9))
      #expect(cut == whole, "windows of \(window): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
