/// Adds to a production line what follows from its values and the catalogue, once for all rules.
struct LineSettler {
  private struct Key: Hashable {
    let alphabet: Int
    let digits: Int
  }

  /// What was found for a key, in a small table without chains: a hash map costs a tenth of the reading.
  private struct Memo {
    var key = Key(alphabet: -1, digits: 0)
    var total: Int128?
  }

  private static let memoSize = 64
  /// The alphabet that a name of this length and these end letters had last time, −1 for none yet.
  private var alphabetMemo = [Int](repeating: -1, count: memoSize)

  private let catalogue: AlphabetCatalogue
  private var memo = [Memo](repeating: Memo(), count: memoSize)
  /// `T` for each alphabet and number of characters met so far; nil where it is too large.
  private var totals: [Key: Int128?] = [:]

  init(catalogue: AlphabetCatalogue) {
    self.catalogue = catalogue
  }

  @inline(__always)
  mutating func settle(_ line: inout ProductionLine, _ texts: TextStore, _ bytes: RawSpan) {
    if line.has(.status) { line.status = texts.withBytes(of: line.statusWord, window: bytes) { Status($0) } }
    if line.has(.alphabet) {
      line.alphabet = texts.withBytes(of: line.alphabetID, window: bytes) { alphabet(named: $0) }
    }
    line.phase = Lifecycle.phase(line)
    guard let alphabet = line.alphabet, line.has(.digits) else { return }
    let key = Key(alphabet: alphabet, digits: line.digits)
    let slot = (alphabet &* 31 &+ line.digits) % LineSettler.memoSize
    if memo[slot].key.alphabet != alphabet || memo[slot].key.digits != line.digits {
      memo[slot] = Memo(key: key, total: total(of: key))
    }
    line.smallTotal = memo[slot].total
  }

  @inline(__always)
  private mutating func alphabet(named name: RawSpan) -> Int? {
    guard name.byteCount > 0 else { return nil }
    let first = Int(name.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
    let last = Int(name.unsafeLoad(fromByteOffset: name.byteCount - 1, as: UInt8.self))
    let slot = (first &* 7 &+ last &* 3 &+ name.byteCount) % LineSettler.memoSize
    let guess = alphabetMemo[slot]
    if guess >= 0, name.equals(catalogue.alphabets[guess].name) { return guess }
    let found = catalogue.index(of: name)
    if let found { alphabetMemo[slot] = found }
    return found
  }

  private mutating func total(of key: Key) -> Int128? {
    if let known = totals[key] { return known }
    let total = LineSettler.power(catalogue.alphabets[key.alphabet].length, key.digits)
    totals[key] = total
    return total
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
