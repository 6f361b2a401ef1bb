import Analysis

/// Reads all files of payments, refunds and disputes.
enum PaymentFiles {
  /// What the files say.
  static func read(
    _ files: [ReconcileRequest.File], _ reading: PaymentReading, wantsDigest: Bool
  ) -> PaymentBook {
    var book = PaymentBook()
    for file in files {
      do throws(InputError) {
        let stream = try file.item.open()
        let digest = InputDigest(of: stream, isWanted: wantsDigest)
        PaymentReader.read(
          StreamSource(stream, digest: digest), name: file.item.name, as: file.role, reading, into: &book)
        if wantsDigest { book.setDigest(file.item.digest(digest)) }
      } catch {
        book.add(PaymentFile(name: file.item.name, role: file.role, problems: [error.problem]))
      }
    }
    return book
  }
}
