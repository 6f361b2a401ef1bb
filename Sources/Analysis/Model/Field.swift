/// The members of a production line that TokAudit knows, each with its path in the document.
public enum Field: UInt8, CaseIterable, Sendable {
  /// Members of the production line itself.
  case type, id, attributes, relationships
  /// Attributes, by their names in the document.
  case status, analysis, alphabet, digits, size, available, reachable, progress, rate, partial, checksum
  /// The objects among the attributes, which hold the members below.
  case filesizes, filehashes, timestamps
  /// Stamps: one for each step of the life.
  case requested, started, ended, finished, analyzed, deleted
  /// Bytes of each file.
  case dataSize, snapshotSize, scoreSize, analysisSize, deltaSize
  /// The hash of each file.
  case dataHash, snapshotHash, scoreHash, analysisHash, deltaHash
  /// The payment, from the relationship down to its members.
  case payment, paymentData, transactionID, paymentIntent, paymentType

  /// The path from the production line to the member, as findings name it.
  public var path: String {
    switch self {
    case .type: "type"
    case .id: "id"
    case .attributes: "attributes"
    case .relationships: "relationships"
    case .status: "attributes.status"
    case .analysis: "attributes.analysis"
    case .alphabet: "attributes.alphabet"
    case .digits: "attributes.digits"
    case .size: "attributes.size"
    case .available: "attributes.available"
    case .reachable: "attributes.reachable"
    case .progress: "attributes.progress"
    case .rate: "attributes.rate"
    case .partial: "attributes.partial"
    case .checksum: "attributes.checksum"
    case .filesizes: "attributes.filesizes"
    case .filehashes: "attributes.filehashes"
    case .timestamps: "attributes.timestamps"
    case .requested: "attributes.timestamps.requested"
    case .started: "attributes.timestamps.started"
    case .ended: "attributes.timestamps.ended"
    case .finished: "attributes.timestamps.finished"
    case .analyzed: "attributes.timestamps.analyzed"
    case .deleted: "attributes.timestamps.deleted"
    case .dataSize: "attributes.filesizes.data"
    case .snapshotSize: "attributes.filesizes.snapshot"
    case .scoreSize: "attributes.filesizes.score"
    case .analysisSize: "attributes.filesizes.analysis"
    case .deltaSize: "attributes.filesizes.delta"
    case .dataHash: "attributes.filehashes.data"
    case .snapshotHash: "attributes.filehashes.snapshot"
    case .scoreHash: "attributes.filehashes.score"
    case .analysisHash: "attributes.filehashes.analysis"
    case .deltaHash: "attributes.filehashes.delta"
    case .payment: "relationships.payment"
    case .paymentData: "relationships.payment.data"
    case .transactionID: "relationships.payment.data.id"
    case .paymentIntent: "relationships.payment.data.ident"
    case .paymentType: "relationships.payment.data.type"
    }
  }

  /// The name of the member alone.
  var name: String {
    path.split(separator: ".").last.map(String.init) ?? path
  }

  /// The fields of the object that this field is, at any depth.
  var descendants: [Field] {
    Field.allCases.filter { $0.path.hasPrefix(path + ".") }
  }

  /// The stamps in the order of the life cycle.
  public static let stamps: [Field] = [.requested, .started, .ended, .finished, .analyzed, .deleted]
  /// The sizes of the files that a production line may have.
  public static let fileSizes: [Field] = [.dataSize, .snapshotSize, .scoreSize, .analysisSize, .deltaSize]
  /// The hashes of the same files, in the same order.
  public static let fileHashes: [Field] = [.dataHash, .snapshotHash, .scoreHash, .analysisHash, .deltaHash]
}

/// A set of fields in one machine word.
public struct FieldSet: OptionSet, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The set of one field.
  @inline(__always)
  public init(_ field: Field) {
    rawValue = 1 << UInt64(field.rawValue)
  }

  /// The set of several fields.
  public init(_ fields: [Field]) {
    rawValue = fields.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }

  /// The set of the fields from one to another, in the order of `Field.allCases`.
  @inline(__always)
  init(from first: Field, through last: Field) {
    rawValue = 2 << UInt64(last.rawValue) - 1 << UInt64(first.rawValue)
  }

  /// Whether a field is in the set.
  @inline(__always)
  public func has(_ field: Field) -> Bool {
    rawValue & (1 << UInt64(field.rawValue)) != 0
  }

  /// How many fields there are.
  var count: Int { rawValue.nonzeroBitCount }

  /// For a set of file sizes, the hashes of the same files: they follow the sizes in the same order.
  var hashesOfSameFiles: FieldSet {
    FieldSet(rawValue: rawValue << UInt64(Field.dataHash.rawValue - Field.dataSize.rawValue))
  }

  /// The fields, in the order of `Field.allCases`.
  public var fields: [Field] {
    Field.allCases.filter(has)
  }
}
