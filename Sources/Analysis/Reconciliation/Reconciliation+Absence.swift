/// Why the payment of a job may be missing only in what could be read.
extension Reconciliation {
  /// What is known of why no payment of a job was found, and what to do about it.
  struct PaymentAbsence {
    let text: Prose
    let step: String
  }

  /// What is known of why no payment of a job was found; nil if all files were read and none has it.
  func absence(of job: Job) -> PaymentAbsence? {
    if isOfAnotherMode(job) {
      return PaymentAbsence(
        text: "The only payment with this PaymentIntent is of another mode than the one that is reconciled.",
        // Another export would not have it either.
        step: "Find out why the job names a payment of another mode; --mode chooses which payments count")
    }
    if let row = unusableRow(of: job) {
      return PaymentAbsence(
        text: row,
        step: "Export the payments again, so that the row which names the PaymentIntent can be used")
    }
    if book.hasNothingReadable {
      return PaymentAbsence(
        text: "No payment could be read, so nobody can tell whether this job was paid.",
        step: ReconciliationRules.stepOfUnread)
    }
    let unread = book.files.filter { $0.role == .payments && !$0.problems.isEmpty }.map(\.name)
    guard !unread.isEmpty else { return nil }
    let names = Prose.joined(unread.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\(data: $0)" })
    let were = unread.count == 1 ? "was" : "were"
    return PaymentAbsence(
      text: """
        No payment that could be read has this PaymentIntent; it may be in \(names), which \(words: were) not read as a \
        whole.
        """, step: ReconciliationRules.stepOfUnread)
  }

  /// Where a row names the PaymentIntent of a job and could not be used, in a sentence; nil if no row does.
  func unusableRow(of job: Job) -> Prose? {
    guard job.payment >= 0, let place = book.unusableRows[groups.table.ids[Int(job.payment)]] else { return nil }
    return "Row \(place.row) of \(data: book.files[place.file].name) names this PaymentIntent and could not be used."
  }
}
