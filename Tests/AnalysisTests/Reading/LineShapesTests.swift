import Testing

@testable import Analysis

/// Reading by the shapes of earlier production lines says the same as reading each by the rules of JSON.
struct LineShapesTests {
  /// Everything that reading says of a list.
  private func describe(_ bytes: [UInt8], usesShapes: Bool, windowSize: Int = 1 << 20) -> [String] {
    var reader = DocumentReader(
      MemorySource(bytes), records: LineRecords(catalogue: AlphabetCatalogue(), usesShapes: usesShapes),
      windowSize: windowSize)
    var said: [String] = []
    while reader.fill() {
      said += reader.records.batch.lines.map { String(reflecting: $0) }
      said.append(String(decoding: reader.records.batch.texts.decoded, as: UTF8.self))
      reader.records.batch.removeAll()
    }
    return said + reader.problems.map { String(reflecting: $0) } + reader.records.unknownNames.names
      + ["\(reader.bytesRead) \(reader.records.count)"]
  }

  private static let lines: [ExampleLine] = [
    .complete, .partial, .analyzed, .requested, .complete.with(.rate, "null"), .complete.without(.snapshotSize),
    .complete.with(.size, "7776").with(.digits, "5").with(.available, "0"),
    .complete.with(.checksum, "\"" + String(repeating: "0110", count: 60) + "\""),
  ]

  /// Values that are usual for one member or another, and others that nearly are.
  private static let values = [
    "0", "7", "12345678", "1234567890123456", "12345678901234567", "999999999999999999", "1000000000000000000", "007",
    "-1", "1.0", "1e3", "true", "false", "null", "{}", "[]", "\"\"", "\"0\"", "\"00\"", "\"65536\"", "\"4097\"",
    "\"12345678901234567890123456789012345678\"", "\"123456789012345678901234567890123456789\"", "\"1 \"",
    "\"" + String(repeating: "9", count: 200) + "\"", "\"01\"", "\"0101010101\"", "\"010101012\"", "\"é\"",
    "\"a\\u0062\"",
    "\"" + String(repeating: "10", count: 200) + "\"", "\"" + String(repeating: "x", count: 255) + "\"",
    "\"" + String(repeating: "x", count: 256) + "\"", "\"finished\"", "\"UPPER_LATIN\"",
    "\"a name of more than sixteen bytes\"",
    "\"2024-03-19T12:52:54.707Z\"", "\"2024-03-19T24:00:00.000Z\"", "\"2024-02-30T12:52:54.707Z\"",
    "\"2024-03-19T12:52:54,707Z\"", "\"2024-03-19t12:52:54.707Z\"", "\"2024-03-19T12:5:254.707Z\"",
    "\"2024-03-19T12:52:54.70\u{7F}Z\"", "\"35BF992D-C9E9-C616-612E-7696A6CECC1B\"",
    "\"35bf992d-c9e9-c616-612e-7696a6cecc1b\"",
    "\"35BF992D-C9E9-C616-612E-7696A6CECC1G\"", "\"35BF992DxC9E9-C616-612E-7696A6CECC1B\"",
    "\"XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX\"", "\"pi_stwRH6GbAOFmuE5V9Fa9RpcA\"", "\"pi_XtwRH6GbAOFmuE5V9Fa9RpcA\"",
    "\"pi_XXXXXXXXXXXXXXXXXXXXXXXX\"", "\"pi_XXX\"", "\"pj_stwRH6GbAOFmuE5V9Fa9RpcA\"",
  ]

  @Test
  func `every value of every member is read the same`() {
    let fields = Field.allCases.filter { $0.descendants.isEmpty }
    for field in fields {
      let changed = Self.values.map { ExampleLine.analyzed.with(field, $0) }
      let bytes = Array(list([.analyzed, .analyzed] + changed + [.analyzed]).utf8)
      #expect(describe(bytes, usesShapes: true) == describe(bytes, usesShapes: false), "\(field)")
    }
  }

  @Test
  func `values of any length are read the same`() {
    func lines(_ field: Field, _ limit: Int, _ text: (Int) -> String) -> [ExampleLine] {
      (0...limit).map { ExampleLine.analyzed.with(field, "\"" + text($0) + "\"") }
    }
    let checksums = lines(.checksum, 280) { count in (0..<count).map { $0 * $0 % 7 < 3 ? "1" : "0" }.joined() }
    let zeros = lines(.checksum, 280) { String(repeating: "0", count: $0) }
    let names = lines(.alphabet, 280) { String(repeating: "A", count: $0) }
    let numbers = lines(.available, 50) { count in (0..<count).map { "\(($0 * 7 + 3) % 10)" }.joined() }
    for changed in [checksums, zeros, names, numbers] {
      let bytes = Array(list([.analyzed, .analyzed] + changed).utf8)
      #expect(describe(bytes, usesShapes: true) == describe(bytes, usesShapes: false))
    }
  }

  @Test
  func `an error names the same row wherever rows end`() {
    var generator = Generator(seed: 11)
    for _ in 0..<60 {
      var text = "{\"data\":["
      for index in 0..<50 {
        let blank = ["", "", " ", "\n", "\r\n \n"][generator.next(5)]
        var line = Self.lines[generator.next(Self.lines.count)].json
        if generator.next(3) == 0 { line = line.split(separator: ",").joined(separator: ",\n") }
        text += (index > 0 ? blank + "," : "") + blank + line
      }
      let bytes = Array((text + "x]}").utf8)
      for windowSize in [3000, 1 << 20] {
        #expect(
          describe(bytes, usesShapes: true, windowSize: windowSize)
            == describe(bytes, usesShapes: false, windowSize: windowSize))
      }
      #expect(describe(bytes, usesShapes: true).contains { $0.contains("row: \(text.utf8.count { $0 == 0x0A } + 1)") })
    }
  }

  @Test(arguments: 0..<6)
  func `a damaged list is read the same`(seed: Int) {
    var generator = Generator(seed: UInt64(seed))
    let original = Array(list(Self.lines + Self.lines).utf8)
    let half = original.count / 2
    for _ in 0..<40 {
      // The first half teaches the shapes.
      var bytes = original
      for _ in 0...generator.next(2) {
        generator.damage(&bytes, from: half)
      }
      #expect(
        describe(bytes, usesShapes: true) == describe(bytes, usesShapes: false),
        "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: lines)
  func `the second production line of a shape is read by it`(line: ExampleLine) {
    let text = Array(list([line, line]).utf8) + [UInt8](repeating: 0, count: 512)
    var records = LineRecords(catalogue: AlphabetCatalogue())
    var reader = JSONCursor(position: Array(list([]).utf8).count - 2, limit: text.count - 512)
    let bytes = text.span.bytes
    #expect(throws: Never.self) { try records.read(&reader, text.span.bytes, OffsetMap()) }
    let second = reader.position + 1
    var read = ProductionLine()
    var day = Timestamp.Day()
    let end = records.shapes.read(&read, at: second, bytes, &day)
    #expect(end?.position == text.count - 512 - 2)
    #expect(end?.isInOneRow == true)
    #expect(read.present == records.batch.lines[0].present)
  }

  @Test
  func `more shapes than are kept are read the same`() {
    var generator = Generator(seed: 5)
    var text = "{\"data\":["
    for index in 0..<400 {
      let names = [
        "\"type\":\"tokens\"", "\"id\":\"\(index)\"", "\"attributes\":{\"rate\":\(index),\"size\":\"\(index)\"}",
      ]
      var parts = names
      for place in parts.indices { parts.swapAt(place, generator.next(parts.count)) }
      let blank = String(repeating: " ", count: generator.next(200))
      text += (index > 0 ? "," : "") + "{" + parts.joined(separator: "," + blank) + blank + "}"
    }
    let bytes = Array((text + "]}").utf8)
    #expect(describe(bytes, usesShapes: true) == describe(bytes, usesShapes: false))
  }
}
