/// The production lines that an earlier run has counted, by its `lines.csv`, and what has become of them in this run.
///
/// A job is recognised by its id, its PaymentIntent and the moment of its request, as the table shows them. Read the
/// table, then add this run, then call `end` with the table once more, for the names of what has vanished. Memory:
/// less than 80 bytes for each production line of the table.
public struct EarlierLines {
  /// A job as the earlier run had it.
  private struct Known {
    let number: Int32
    let status: Status?
    /// -1 if it is not known.
    let progress: Int32
  }

  /// A production line as a report names it.
  struct Row: Equatable {
    let line: String
    let payment: String
    /// Status and progress before and now, or the moments of the requests of two parts; empty where it isn't there.
    let old: String
    let new: String
  }

  /// What can become of a production line.
  enum Kind: CaseIterable {
    /// The earlier run has counted a part of it, and the lists of this run have a further part in its place.
    case continued
    /// It counts in this run only.
    case added
    /// The earlier run has counted it, and no list of this run has it.
    case vanished
    /// It has come further.
    case progressed
    /// It stands at an earlier step than before, or at none that is known.
    case wentBack
  }

  /// What was found.
  private(set) var changes: ComparedChanges<Kind, Row>
  private(set) var rates = ComparedRates()
  /// Production lines of the table that can't be told from others.
  private(set) var untold = 0
  private var known: [Fingerprint: Known] = [:]
  /// Hashes of the production lines of the table.
  private var knownLines: Set<UInt64> = []
  private var seen = BitSet()
  private var further = FurtherParts<Row>()
  private let maxRows: Int

  /// Reads the table.
  ///
  /// - Throws: `SourceProblem` if it can't be read to its end, or if it is no such table.
  public init<Source: ByteSource & ~Copyable>(_ source: consuming Source, maxRows: Int) throws(SourceProblem) {
    self.maxRows = maxRows
    changes = ComparedChanges(maxRows: maxRows)
    var table = try LinesTableReader(source)
    while try table.next() {
      if let status = table.status, status >= .ended, let rate = table.rate, let digits = table.digits {
        rates.add(rate, on: .older, table.alphabet.span.bytes, digits: digits)
      }
      guard let key = EarlierLines.key(table.line, table.payment, table.requested), known.count < Int32.max else {
        untold += 1
        continue
      }
      // Of several that look the same, the last one counts.
      let number = known[key]?.number ?? Int32(known.count)
      known[key] = Known(number: number, status: table.status, progress: table.progress)
      if let line = SubjectKey.of(table.line) { knownLines.insert(line) }
    }
    rates.endOlder()
  }

  /// Production lines that the earlier run has counted.
  var total: Int { known.count }

  /// Production lines that are as they were.
  var unchanged: Int {
    seen.count - [.continued, .vanished, .progressed, .wentBack].reduce(0) { $0 + (changes.counts[$1] ?? 0) }
  }

  /// Forgets this run, whose inputs are read a second time.
  public mutating func restart() {
    changes = ComparedChanges(maxRows: maxRows)
    rates.forgetNewer()
    seen = BitSet()
    further = FurtherParts()
  }

  /// A production line of this run, whether or not it counts.
  public mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) {
    guard let job = Job(line, context) else { return }
    guard let old = known[job.key] else {
      if let requested = job.requested, let key = SubjectKey.of(job.line), knownLines.contains(key) {
        further.hold(job.added, of: job.line, key, requested: requested, addedBefore: nil)
      }
      return
    }
    guard !seen.contains(Int(old.number)) else { return }
    seen.insert(Int(old.number))
    guard old.status != job.status || old.progress != job.progress else { return }
    let isFurther =
      switch (old.status, job.status) {
      case (let before?, let now?): before == now ? old.progress < job.progress : before < now
      case (nil, let now): now != nil
      case (_, nil): false
      }
    let before = EarlierLines.text(old.status, old.progress)
    let row = Row(line: job.line, payment: job.payment, old: before, new: job.text)
    changes.add(isFurther ? .progressed : .wentBack, [row])
  }

  /// A production line that counts in this run.
  public mutating func addCounted(_ line: ProductionLine, _ context: RuleContext) {
    guard let job = Job(line, context) else { return }
    let old = known[job.key]
    if old == nil {
      let mayContinue =
        SubjectKey.of(job.line).map { further.count(job.added, of: $0, addedBefore: changes.counts[.added] ?? 0) }
        ?? false
      if !mayContinue { changes.add(.added, [job.added]) }
    }
    if old?.status.map({ $0 < .ended }) ?? true { rates.add(line, context, on: .newer) }
  }

  /// Ends this run; the same table tells the names of what has vanished.
  public mutating func end<Source: ByteSource & ~Copyable>(_ source: consuming Source) throws(SourceProblem) {
    var table = try LinesTableReader(source)
    while try table.next() {
      guard let key = EarlierLines.key(table.line, table.payment, table.requested), let old = known[key],
        !seen.contains(Int(old.number))
      else { continue }
      // Each once, also if the table has it twice.
      seen.insert(Int(old.number))
      if let key = SubjectKey.of(table.line), let requested = Timestamp(table.requested),
        let part = further.take(table.line, key, after: requested)
      {
        let moments = [requested, part.requested].map(\.description)
        changes.add(.continued, [Row(line: part.line, payment: part.row.payment, old: moments[0], new: moments[1])])
      } else {
        let before = EarlierLines.text(old.status, old.progress)
        changes.add(.vanished, [Row(line: table.line, payment: table.payment, old: before, new: "")])
      }
    }
    changes.add(.added, further)
  }

  /// The key of a job; nil if it can't be told from others. The table has no contents, so unlike in `Lineage`, of
  /// payment and request one is enough where the other is missing in both.
  fileprivate static func key(_ line: String, _ payment: String, _ requested: String) -> Fingerprint? {
    guard !line.isEmpty, !payment.isEmpty || !requested.isEmpty else { return nil }
    return Fingerprint(of: [line.utf8, payment.utf8, requested.utf8])
  }

  /// "started, 40 %".
  private static func text(_ status: Status?, _ progress: Int32) -> String {
    let name = status?.name ?? "no known status"
    return progress < 0 || status != .started ? name : "\(name), \(progress) %"
  }

  /// A production line of this run.
  private struct Job {
    let line: String
    let payment: String
    let key: Fingerprint
    let requested: Timestamp?
    let status: Status?
    let progress: Int32

    var text: String { EarlierLines.text(status, progress) }

    /// How a report shows it if the earlier run hasn't counted it.
    var added: Row { Row(line: line, payment: payment, old: "", new: text) }

    init?(_ line: ProductionLine, _ context: RuleContext) {
      self.line = line.has(.id) ? CSVFormat.shown(context.string(line.id)) : ""
      payment = line.has(.paymentIntent) ? CSVFormat.shown(context.string(line.paymentIntent)) : ""
      requested = line.stamp(.requested)
      guard let key = EarlierLines.key(self.line, payment, requested?.description ?? "") else { return nil }
      self.key = key
      status = line.has(.status) ? line.status : nil
      progress = line.has(.progress) ? Int32(clamping: line.progress) : -1
    }
  }
}
