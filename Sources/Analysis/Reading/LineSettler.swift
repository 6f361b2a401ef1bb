/// Adds to a production line what follows from its values and the catalogue, once for all rules.
struct LineSettler {
  /// What an alphabet and a number of characters per token mean; digits are 0 where they can't be used.
  private struct Design {
    var name: ShortName
    var digits: Int
    var alphabet: Int?
    var total: Int128?
  }

  /// What was found so far, without a hash map, which would cost a tenth of the reading: the place of a design by some
  /// bits of its hash, and the designs. What falls on the same bits as another takes its place.
  private var places = [UInt16](repeating: 0, count: 1 << LineSettler.placeBits)
  private var designs: [Design]
  private static let placeBits: UInt64 = 12

  private let catalogue: AlphabetCatalogue
  /// All statuses with their words, by the last bits of their first letters, in which they differ.
  private let statuses: [(word: ShortName, status: Status?)]
  private static let letterMask: UInt64 = 7

  init(catalogue: AlphabetCatalogue) {
    self.catalogue = catalogue
    let noName: [UInt8] = []
    // A first one that no production line has.
    designs = [Design(name: ShortName(noName.span.bytes), digits: -1)]
    var statuses = [(word: ShortName, status: Status?)](
      repeating: (ShortName(noName.span.bytes), nil), count: Int(LineSettler.letterMask) + 1)
    for status in Status.allCases {
      let word = ShortName(Array(status.name.utf8).span.bytes)
      let place = Int(word.head & LineSettler.letterMask)
      precondition(statuses[place].status == nil, "two statuses begin alike")
      statuses[place] = (word, status)
    }
    self.statuses = statuses
  }

  /// - Parameter window: the window that the production line was read from.
  @inline(__always)
  mutating func settle(_ line: inout ProductionLine, _ texts: TextStore, _ window: RawSpan) {
    if line.has(.status) { line.status = status(line.statusWord, texts, window) }
    line.phase = Lifecycle.phase(line)
    guard line.has(.alphabet) else { return }
    let digits = line.has(.digits) ? line.digits : 0
    let text = line.alphabetID
    if text.isDecoded || text.count > ShortName.limit {
      let found = texts.withBytes(of: text, window: window) { design(of: $0, digits: digits) }
      line.alphabet = found.alphabet
      line.smallTotal = found.total
      return
    }
    let name = ShortName(at: text.range.lowerBound, count: text.count, in: window)
    let slot = Int(truncatingIfNeeded: name.mixed(with: digits) &>> (64 &- LineSettler.placeBits))
    var place = Int(places[slot])
    if designs[place].name != name || designs[place].digits != digits {
      place = add(design(of: window.extracting(text.range), digits: digits), at: slot)
    }
    line.alphabet = designs[place].alphabet
    line.smallTotal = designs[place].total
  }

  @inline(never)
  private mutating func add(_ design: Design, at slot: Int) -> Int {
    if places[slot] == 0 {
      places[slot] = UInt16(designs.count)
      designs.append(design)
    } else {
      designs[Int(places[slot])] = design
    }
    return Int(places[slot])
  }

  @inline(__always)
  private func status(_ text: Text, _ texts: TextStore, _ window: RawSpan) -> Status? {
    if text.isDecoded || text.count > ShortName.limit {
      return texts.withBytes(of: text, window: window) { Status($0) }
    }
    let word = ShortName(at: text.range.lowerBound, count: text.count, in: window)
    let place = Int(word.head & LineSettler.letterMask)
    return statuses[place].word == word ? statuses[place].status : nil
  }

  @inline(never)
  private func design(of name: RawSpan, digits: Int) -> Design {
    var design = Design(name: ShortName(name), digits: digits, alphabet: catalogue.index(of: name))
    if let alphabet = design.alphabet, digits > 0 {
      design.total = LineSettler.power(catalogue.alphabets[alphabet].length, digits)
    }
    return design
  }

  /// A power, nil if it is 10^37 or more.
  private static func power(_ base: Int, _ exponent: Int) -> Int128? {
    // Of a base of two or more, no larger exponent is small enough.
    guard base == 1 || exponent < 128 else { return nil }
    var result: Int128 = 1
    for _ in 0..<(base == 1 ? 0 : exponent) {
      let (product, isOverflow) = result.multipliedReportingOverflow(by: Int128(base))
      guard !isOverflow, product < 10_000_000_000_000_000_000_000_000_000_000_000_000 else { return nil }
      result = product
    }
    return result
  }
}
