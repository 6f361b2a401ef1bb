/// The keys of each object of a production line, and the fields that they stand for.
struct LineKeys {
  static let resourceFields: [Field?] = [.type, .id, .attributes, .relationships, nil, nil]
  static let attributeFields: [Field] = [
    .status, .analysis, .alphabet, .digits, .size, .available, .reachable, .progress, .rate, .partial, .checksum,
    .filesizes, .filehashes, .timestamps,
  ]
  static let paymentDataFields: [Field] = [.transactionID, .paymentIntent, .paymentType]

  var resource = KeyTable(["type", "id", "attributes", "relationships", "links", "meta"])
  var attributes = KeyTable(attributeFields.map(\.name))
  var timestamps = KeyTable(Field.stamps.map(\.name))
  var fileSizes = KeyTable(Field.fileSizes.map(\.name))
  var fileHashes = KeyTable(Field.fileHashes.map(\.name))
  var relationships = KeyTable(["payment"])
  var payment = KeyTable(["data", "links", "meta"])
  var paymentData = KeyTable(paymentDataFields.map(\.name))
}
