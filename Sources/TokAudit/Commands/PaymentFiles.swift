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
        // What is compressed, or not read to its end, is hashed as it is stored, in a pass of its own.
        let digest = wantsDigest && !stream.isCompressed ? InputDigest() : nil
        PaymentReader.read(
          StreamSource(stream, digest: digest), name: file.item.name, as: file.role, reading, into: &book)
        if wantsDigest { book.setDigest(digest?.hexDigest ?? file.item.storedDigest() ?? InputDigest.unknown) }
      } catch {
        book.add(PaymentFile(name: file.item.name, role: file.role, problems: [.unreadable(error.message)]))
      }
    }
    return book
  }
}
