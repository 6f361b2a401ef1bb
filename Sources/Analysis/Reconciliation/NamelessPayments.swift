/// Gives keys to payments that have neither a PaymentIntent nor a charge.
///
/// Rows that say the same in two files are copies; in one file they are two payments, since nothing shows that they are
/// one. So the first of each file fall together, and the second ones, in whatever order the files come.
struct NamelessPayments {
  private struct Place: Hashable {
    let file: UInt32
    let key: ObjectID
  }

  private var counts: [Place: Int] = [:]

  /// The key of the next row: a hash of what is said of it, and of how many of its file have said so before.
  mutating func key(of record: PaymentRecord, _ book: PaymentBook) -> ObjectID {
    let place = Place(file: record.file, key: NamelessPayments.hash(record, book, repeated: 0))
    let repeated = counts[place, default: 0]
    counts[place] = repeated + 1
    return repeated == 0 ? place.key : NamelessPayments.hash(record, book, repeated: repeated)
  }

  private static func hash(_ record: PaymentRecord, _ book: PaymentBook, repeated: Int) -> ObjectID {
    let digest = fingerprint(record, book, repeated: repeated)
    return ObjectID(hash: digest.0, digest.1)
  }

  /// The first 128 bits of the SHA-256 of what the row says.
  private static func fingerprint(
    _ record: PaymentRecord, _ book: PaymentBook, repeated: Int
  ) -> (UInt64, UInt64) {
    var digest = SHA256()
    digest.update(Array("\(record.told(book)) \(repeated)".utf8))
    let bytes = digest.finalize()
    func word(_ start: Int) -> UInt64 { (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) } }
    return (word(0), word(8))
  }
}

extension PaymentRecord {
  /// The id of its payment: its PaymentIntent, without one its charge; nil without either.
  var key: ObjectID? { !intent.isNone ? intent : charge.isNone ? nil : charge }

  /// What a row without any id says, in words that don't depend on the order of files.
  func told(_ book: PaymentBook) -> String {
    let extra = book.extras[Int(extra)]
    return
      "\(currency?.description ?? "") \(amount) \(refunded) \(created) \(status.word) \(extra.invoice)\n\(extra.costCentre)"
  }
}
