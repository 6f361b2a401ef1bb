/// Where what a finding on an order is about stands.
struct OrderPlaces {
  private let sources: SourcePlaces
  private let book: String

  init(_ sources: [SourceReport], _ book: String) {
    self.sources = SourcePlaces(sources)
    self.book = book
  }

  /// The source of a production line, and its 0-based place there.
  func position(of place: Int) -> (source: String, index: Int) { sources.position(of: place) }

  /// Fills in where an order stands: its production line if there is one, else its row.
  ///
  /// - Returns: the place of the production line among all.
  func fill(_ finding: inout Finding, _ judgement: OrderJudgement) -> Int? {
    guard let job = judgement.deviating ?? judgement.latest else {
      finding.subject = judgement.order.lineID
      finding.paymentIntent = judgement.order.paymentIntent
      finding.source = book
      finding.index = judgement.order.index
      finding.byteOffset = judgement.order.location.offset
      return nil
    }
    finding.subject = job.id
    finding.paymentIntent = job.paymentIntent
    finding.requested = job.requested
    finding.ended = job.ended
    finding.source = sources.name(of: job.source)
    finding.index = job.index
    finding.byteOffset = job.byteOffset
    return sources.place(job.index, of: job.source)
  }
}
