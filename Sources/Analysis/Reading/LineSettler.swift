/// Adds to a production line what follows from its values and the catalogue, once for all rules.
struct LineSettler {
  private struct Key: Hashable {
    let alphabet: Int
    let digits: Int
  }

  private let catalogue: AlphabetCatalogue
  /// `T` for each alphabet and number of characters met so far; nil where it is too large.
  private var totals: [Key: Int128?] = [:]

  init(catalogue: AlphabetCatalogue) {
    self.catalogue = catalogue
  }

  @inline(__always)
  mutating func settle(_ line: inout ProductionLine, _ texts: TextStore, _ bytes: RawSpan) {
    if line.has(.status) { line.status = texts.withBytes(of: line.statusWord, window: bytes) { Status($0) } }
    if line.has(.alphabet) {
      line.alphabet = texts.withBytes(of: line.alphabetID, window: bytes) { catalogue.index(of: $0) }
    }
    line.phase = Lifecycle.phase(line)
    guard let alphabet = line.alphabet, line.has(.digits) else { return }
    let key = Key(alphabet: alphabet, digits: line.digits)
    if let known = totals[key] {
      line.smallTotal = known
    } else {
      line.smallTotal = LineSettler.power(catalogue.alphabets[alphabet].length, line.digits)
      totals[key] = line.smallTotal
    }
  }

  /// A power, nil if it is 10^37 or more.
  private static func power(_ base: Int, _ exponent: Int) -> Int128? {
    var result: Int128 = 1
    for _ in 0..<exponent {
      let (product, isOverflow) = result.multipliedReportingOverflow(by: Int128(base))
      guard !isOverflow, product < 10_000_000_000_000_000_000_000_000_000_000_000_000 else { return nil }
      result = product
    }
    return result
  }
}
