import Testing

@testable import Analysis

/// The forms that are told many bytes at once are told the same one by one, whatever byte stands at whatever place.
struct UsualFormsTests {
  /// Every text that differs from this one in one byte, and the text itself.
  private func changed(_ text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    return bytes.indices.flatMap { place in
      (UInt8.min...UInt8.max).map { byte in
        var copy = bytes
        copy[place] = byte
        return copy
      }
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
  private func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) }

  /// The moment of a text, read step by step.
  private func moment(_ bytes: [UInt8]) -> Int? {
    let pattern = Array("0000-00-00T00:00:00.000Z".utf8)
    guard bytes.count == pattern.count else { return nil }
    for (byte, expected) in zip(bytes, pattern) {
      guard expected == UInt8(ascii: "0") ? isDigit(byte) : byte == expected else { return nil }
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard (1...12).contains(month), (1...31).contains(day), day <= Timestamp.days(in: month, of: year) else {
      return nil
    }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let days = Timestamp.days(year: year, month: month, day: day)
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + number(20..<23)
  }

  @Test(arguments: ["2024-03-19T12:52:54.707Z", "1970-01-01T00:00:00.000Z", "2023-12-29T23:59:59.999Z"])
  func moments(text: String) {
    var day = Timestamp.Day()
    for bytes in changed(text) {
      #expect(Timestamp(bytes.span.bytes, &day)?.milliseconds == moment(bytes), "\(bytes)")
    }
  }

  @Test func `every time of the clock`() {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var day = Timestamp.Day()
    for number in 0..<100 {
      for other in [0, 9, 19, 59, 60, 99] {
        let times = [
          "\(two(number)):\(two(other)):00.000", "00:\(two(number)):\(two(other)).009",
          "\(two(other)):00:\(two(number)).990",
          "23:59:59.9\(two(number))",
        ]
        for time in times {
          let bytes = Array("2024-02-29T\(time)Z".utf8)
          #expect(Timestamp(bytes.span.bytes, &day)?.milliseconds == moment(bytes), "\(time)")
        }
      }
    }
  }

  @Test(arguments: ["35BF992D-C9E9-C616-612E-7696A6CECC1B", "00000000-aaaa-ffff-9999-0123456789ab"])
  func identifiers(text: String) {
    for bytes in changed(text) {
      let isUsual = bytes.indices.allSatisfy {
        [8, 13, 18, 23].contains($0) ? bytes[$0] == UInt8(ascii: "-") : isHexadecimal(bytes[$0])
      }
      #expect((IdentifierShape.uuid(bytes.span.bytes) == .usual) == isUsual, "\(bytes)")
    }
  }

  @Test(arguments: ["pi_stwRH6GbAOFmuE5V9Fa9RpcA", "pi_000000000000000000000000"])
  func `payment intents`(text: String) {
    for bytes in changed(text) {
      let isUsual = bytes.starts(with: "pi_".utf8) && bytes.dropFirst(3).allSatisfy(isAlphanumeric)
      #expect((IdentifierShape.paymentIntent(bytes.span.bytes) == .usual) == isUsual, "\(bytes)")
    }
  }

  @Test func hashes() {
    for bytes in changed(String(repeating: "09afbc5d", count: 8)) {
      let isHash = bytes.allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
      #expect(FileHash.isWellFormed(bytes.span.bytes) == isHash, "\(bytes)")
    }
  }

  @Test func `digits at the beginning`() {
    for bytes in changed("12345678") + changed("90909090") + changed("0\",\"rate") + changed("x") {
      let bytes = bytes + [UInt8](repeating: 0, count: 8 - bytes.count)
      let word = bytes.span.bytes.unsafeLoadUnaligned(as: UInt64.self)
      let digits = bytes.prefix(while: isDigit)
      #expect(Digits.leading(word) == digits.count)
      #expect(Digits.areNumber(word, digits.count) == (digits.count == 1 || digits.count > 1 && digits[0] != 0x30))
      if digits.isEmpty { continue }
      #expect(Digits.value(of: word, digits.count) == digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) })
    }
  }
}
