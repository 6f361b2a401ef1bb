/// A number of bytes as people write it: 65536, 512kB, 256MB, 2GB, or with 1,024 as the step 64KiB, 512MiB, 2GiB.
enum ByteSize {
  private static let units: [(name: String, bytes: Int)] = [
    ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000),
    ("b", 1), ("", 1),
  ]

  /// The bytes of a text, nil for another form or too many.
  static func bytes(_ text: String) -> Int? {
    let lower = text.lowercased()
    guard let unit = units.first(where: { lower.hasSuffix($0.name) }) else { return nil }
    let digits = lower.dropLast(unit.name.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit.bytes)
    return isTooLarge ? nil : product
  }
}
