/// One production line as a list states it: typed values, and where the texts stand.
///
/// A value is `usable` if it was there, once, with the right JSON type and within its limits. What can't be used is
/// never guessed: a rule that needs it is not testable.
public struct ProductionLine: Sendable {
  /// The 0-based place among the production lines of the source.
  public internal(set) var index = 0
  /// The 0-based place of its document in the source; bare resources in a row are one document.
  public internal(set) var document = 0
  /// The byte offset of the production line in the source.
  public internal(set) var offset = 0
  /// The bytes of the whole record.
  public internal(set) var record = Text.empty

  /// Members that are there and not null.
  public internal(set) var present: FieldSet = []
  /// Members of the wrong JSON type or out of range.
  public internal(set) var malformed: FieldSet = []
  /// Members that stand twice: which value holds is in doubt, so none is used.
  public internal(set) var doubtful: FieldSet = []
  /// Stamps that are strings of another form.
  public internal(set) var unreadableStamps: FieldSet = []
  /// Identifiers, types and hashes of which the reader has seen that they have their usual form; others may have it
  /// too.
  var usual: FieldSet = []
  /// False for an element of the list that is no object at all.
  public internal(set) var isObject = true

  /// `type`, which should be "tokens".
  public internal(set) var type = Text.empty
  /// The id of the production line.
  public internal(set) var id = Text.empty
  /// The status word as it stands.
  public internal(set) var statusWord = Text.empty
  /// The level of analysis that was asked for.
  public internal(set) var analysis = Text.empty
  /// The id of the alphabet.
  public internal(set) var alphabetID = Text.empty
  /// The checksum.
  public internal(set) var checksum = Checksum.none
  /// The UUID of the payment's transaction.
  public internal(set) var transactionID = Text.empty
  /// The Stripe PaymentIntent that paid the job.
  public internal(set) var paymentIntent = Text.empty
  /// The type of the payment, which should be "transaction".
  public internal(set) var paymentType = Text.empty
  /// The hash of each file, in the order of `Field.fileHashes`.
  public internal(set) var fileHashes = FileTable(repeating: Text.empty)

  /// The status, nil for a word that is not known.
  public internal(set) var status: Status?
  /// Characters per token, `d`.
  public internal(set) var digits = 0
  /// Tokens of this job, `s`.
  public internal(set) var size = 0
  /// Tokens that can still be produced, `A`.
  public internal(set) var available = Quantity.zero
  /// Tokens that one job may take.
  public internal(set) var reachable = Quantity.zero
  /// Percent.
  public internal(set) var progress = 0
  /// Characters per second.
  public internal(set) var rate = 0
  /// Whether tokens remain.
  public internal(set) var partial = false
  /// The bytes of each file, in the order of `Field.fileSizes`.
  public internal(set) var fileSizes = FileTable(repeating: 0)
  /// The stamps in milliseconds since 1970, in the order of `Field.stamps`.
  public internal(set) var stamps = StampTable()

  /// The place of the alphabet in the catalogue, nil if it is not known there.
  public internal(set) var alphabet: Int?
  /// `T` = L^d, the number of different tokens; nil if it is not known or has more than 37 digits.
  public internal(set) var smallTotal: Int128?
  /// Whether `available` and what depends on it speak of the time before or after this job.
  public internal(set) var phase = Phase.undecided

  /// Notes where the production line stands.
  @inline(__always)
  mutating func stand(at index: Int, in document: Int, offset: Int, record: Text) {
    self.index = index
    self.document = document
    self.offset = offset
    self.record = record
  }

  /// Moves it behind production lines that come before in the same source.
  mutating func move(by count: Int) {
    index += count
  }

  /// Whether a member can be used.
  @inline(__always)
  public func has(_ field: Field) -> Bool {
    usable.has(field)
  }

  /// Whether all members of a set can be used.
  @inline(__always)
  func hasAll(_ fields: FieldSet) -> Bool {
    usable.isSuperset(of: fields)
  }

  /// The members that can be used.
  var usable: FieldSet {
    present.subtracting(malformed).subtracting(doubtful)
  }

  /// A stamp, nil if it is absent, in doubt or not readable.
  @inline(__always)
  public func stamp(_ field: Field) -> Timestamp? {
    guard has(field), !unreadableStamps.has(field) else { return nil }
    return Timestamp(milliseconds: stamps[field])
  }

  /// `ended − started` in milliseconds, nil without both.
  public var runTime: Int? {
    guard let started = stamp(.started), let ended = stamp(.ended) else { return nil }
    return ended.milliseconds - started.milliseconds
  }
}

/// Whether the numbers of a production line speak of the time before or after its job.
public enum Phase: UInt8, Sendable {
  /// `ended` is missing: `available` counts the tokens before this job.
  case before
  /// `ended` is there: `available` counts what the job left.
  case after
  /// Status and stamps contradict each other.
  case undecided
}

/// A value for each kind of file.
public struct FileTable<Value: Sendable>: Sendable {
  private var values: (Value, Value, Value, Value, Value)

  init(repeating value: Value) {
    values = (value, value, value, value, value)
  }

  /// The value of a file, by its field among the sizes or among the hashes.
  public internal(set) subscript(field: Field) -> Value {
    @inline(__always)
    get {
      switch field {
      case .dataSize, .dataHash: values.0
      case .snapshotSize, .snapshotHash: values.1
      case .scoreSize, .scoreHash: values.2
      case .analysisSize, .analysisHash: values.3
      case .deltaSize, .deltaHash: values.4
      default: preconditionFailure("\(field) is no file")
      }
    }
    @inline(__always)
    set {
      switch field {
      case .dataSize, .dataHash: values.0 = newValue
      case .snapshotSize, .snapshotHash: values.1 = newValue
      case .scoreSize, .scoreHash: values.2 = newValue
      case .analysisSize, .analysisHash: values.3 = newValue
      case .deltaSize, .deltaHash: values.4 = newValue
      default: preconditionFailure("\(field) is no file")
      }
    }
  }
}

/// Milliseconds since 1970 for each stamp.
public struct StampTable: Sendable {
  private var values = (0, 0, 0, 0, 0, 0)

  /// The value of a stamp by its place in `Field.stamps`, as a word.
  @inline(__always)
  func words(_ place: Int) -> UInt64 {
    switch place {
    case 0: UInt64(bitPattern: Int64(values.0))
    case 1: UInt64(bitPattern: Int64(values.1))
    case 2: UInt64(bitPattern: Int64(values.2))
    case 3: UInt64(bitPattern: Int64(values.3))
    case 4: UInt64(bitPattern: Int64(values.4))
    default: UInt64(bitPattern: Int64(values.5))
    }
  }

  /// The value of a stamp, meaningful only if the production line has it.
  public internal(set) subscript(field: Field) -> Int {
    @inline(__always)
    get {
      switch field {
      case .requested: values.0
      case .started: values.1
      case .ended: values.2
      case .finished: values.3
      case .analyzed: values.4
      case .deleted: values.5
      default: preconditionFailure("\(field) is no stamp")
      }
    }
    @inline(__always)
    set {
      switch field {
      case .requested: values.0 = newValue
      case .started: values.1 = newValue
      case .ended: values.2 = newValue
      case .finished: values.3 = newValue
      case .analyzed: values.4 = newValue
      case .deleted: values.5 = newValue
      default: preconditionFailure("\(field) is no stamp")
      }
    }
  }
}
