/// The keys of each object of a production line, and the fields that they stand for.
struct LineKeys: Sendable {
  /// Before anything was read: made once, since single production lines are read by parsers of their own.
  static let unread = LineKeys()

  // `links` and `meta` belong to JSON:API and say nothing that is audited.
  var resource = KeyTable([.type, .id, .attributes, .relationships], ignored: ["links", "meta"])
  var attributes = KeyTable([
    .status, .analysis, .alphabet, .digits, .size, .available, .reachable, .progress, .rate, .partial, .checksum,
    .filesizes, .filehashes, .timestamps,
  ])
  var timestamps = KeyTable(Field.stamps)
  var fileSizes = KeyTable(Field.fileSizes)
  var fileHashes = KeyTable(Field.fileHashes)
  var relationships = KeyTable([.payment])
  var payment = KeyTable([.paymentData], ignored: ["links", "meta"])
  var paymentData = KeyTable([.transactionID, .paymentIntent, .paymentType])
}
