/// What a rule may look at besides the values of a production line.
public struct RuleContext: Sendable {
  /// The alphabets that are known.
  public let catalogue: AlphabetCatalogue
  /// What the user has set.
  public let settings: AuditSettings
  /// The bytes that the texts of the production line stand in.
  public internal(set) var texts: TextStore
  /// The place of the source among all that were added to the audit, where an observer hears of a production line.
  public internal(set) var source = 0
  /// What hashes begin with, another number in each process.
  static let seed = UInt64.random(in: .min ... .max)
  /// The same, at hand.
  let seed = RuleContext.seed
  private let powers = PowerCache()

  init(catalogue: AlphabetCatalogue, settings: AuditSettings, texts: TextStore = TextStore()) {
    self.catalogue = catalogue
    self.settings = settings
    self.texts = texts
  }

  /// The alphabet of a production line, nil if it is not known.
  @inline(__always)
  func alphabet(of line: ProductionLine) -> Alphabet? {
    guard let index = line.alphabet else { return nil }
    return catalogue.alphabets[index]
  }

  /// What rules need of the alphabet of a production line, nil if it is not known.
  @inline(__always)
  func traits(of line: borrowing ProductionLine) -> AlphabetTraits? {
    guard let index = line.alphabet else { return nil }
    return catalogue.traits[index]
  }

  /// A text as a string, for a finding.
  func string(_ text: Text) -> String {
    texts.string(of: text)
  }

  /// `T − A − s` as it stands after the job: tokens of earlier parts; nil if it is negative or can't be told.
  func earlierTokens(of line: ProductionLine) -> DecimalInteger? {
    guard let total = total(of: line), line.hasAll([.size, .available]), line.phase == .after else { return nil }
    return total.subtracting(line.available.exact(in: texts) + DecimalInteger(UInt64(line.size)))
  }

  /// The same, also negative, where all numbers are small; nil if one is not or is not known.
  func smallEarlierTokens(of line: ProductionLine) -> Int128? {
    guard let total = line.smallTotal, let available = line.available.small, line.phase == .after,
      line.hasAll([.size, .available, .digits])
    else { return nil }
    return total - available - Int128(line.size)
  }

  /// Tokens of the parts before a job, whether it has ended or not; nil if they would be negative or can't be told.
  func tokensBefore(_ line: ProductionLine) -> DecimalInteger? {
    if line.phase == .after { return earlierTokens(of: line) }
    guard line.phase == .before, let total = total(of: line), line.has(.available) else { return nil }
    return total.subtracting(line.available.exact(in: texts))
  }

  /// `T` = L^d, exactly; nil if the alphabet or the number of characters is not known.
  public func total(of line: ProductionLine) -> DecimalInteger? {
    guard let index = line.alphabet, line.has(.digits) else { return nil }
    return total(alphabet: index, digits: line.digits)
  }

  /// Whether `T` of an alphabet is so large that it leaves more than an `Int`, whatever a production line states: exact
  /// numbers of tens of thousands of digits would say no more.
  func isBeyondQuantities(alphabet: Int, digits: Int) -> Bool {
    let length = catalogue.traits[alphabet].length
    return digits * (Int.bitWidth - 1 - length.leadingZeroBitCount) >= Quantity.bitLimit
  }

  /// `T` of an alphabet by its place in the catalogue, exactly.
  func total(alphabet: Int, digits: Int) -> DecimalInteger {
    powers.power(catalogue.traits[alphabet].length, digits)
  }
}

extension FieldSet {
  static let size = FieldSet(.size)
  static let available = FieldSet(.available)
  static let reachable = FieldSet(.reachable)
  static let digits = FieldSet(.digits)
  static let partial = FieldSet(.partial)
  static let checksum = FieldSet(.checksum)
  static let dataSize = FieldSet(.dataSize)
  static let scoreSize = FieldSet(.scoreSize)
  static let snapshotSize = FieldSet(.snapshotSize)
  static let analysisSize = FieldSet(.analysisSize)
  static let filesizes = FieldSet(.filesizes)
  static let filehashes = FieldSet(.filehashes)
  static let allFileSizes = FieldSet(Field.fileSizes)
  static let allFileHashes = FieldSet(Field.fileHashes)
}

extension ProductionLine {
  /// Why a rule that needs these members can't be tested: something is wrong with one, or it is absent.
  func obstacle(_ needed: FieldSet) -> Obstacle {
    malformed.union(doubtful).intersection(needed).isEmpty ? .absent : .unusable
  }

  /// Why a rule of what a job has left can't be tested: it has not ended, or that is in doubt; nil if it has.
  @inline(__always)
  var obstacleToAfter: Obstacle? {
    switch phase {
    case .after: nil
    case .before: .notEnded
    case .undecided: .phaseUndecided
    }
  }

  /// Whether the production line is used up: after its job, nothing remains.
  var isExhausted: Bool {
    phase == .after && has(.available) && available.small == 0
  }

  /// Whether this one job has produced all tokens there are (`A` = 0 and `s` = `T`).
  var isCompleteInOneJob: Bool {
    guard isExhausted, has(.size), let total = smallTotal else { return false }
    return Int128(size) == total
  }
}
