/// Audits sources by the active rules. It holds what stays the same for all of them.
public struct Auditor: Sendable {
  /// A rule that is not off, with its places.
  struct ActiveRule: Sendable {
    let type: any LineRule.Type
    let info: RuleInfo
    let severity: Severity
    /// The place in `Rulebook.all`.
    let index: Int
    /// The place among the active rules.
    let place: Int
  }

  /// A cross-line rule that is not off.
  struct ActiveCrossLineRule: Sendable {
    let type: any CrossLineRule.Type
    let info: RuleInfo
    let severity: Severity
    /// The place in `Rulebook.all`.
    let index: Int
  }

  /// Opens a source to be read at any place, by its number in the order of `audit`, from 0.
  public typealias Reopening = @Sendable (_ source: Int) throws(SourceFailure) -> any RereadableBytes

  /// Bytes that are read at a time unless a caller says otherwise (1 MiB).
  public static let windowSize = Window.defaultCapacity

  /// What the user has set.
  public let settings: AuditSettings
  let storage: Storage
  let workers: Workers
  let lineRules: [ActiveRule]
  let crossLineRules: [ActiveCrossLineRule]
  let context: RuleContext
  /// Opens a source again, if what matters of production lines is read again and not kept.
  let reopen: Reopening?
  /// Whether that is so.
  var recalls: Bool { reopen != nil }
  /// What a previous report has findings on.
  private(set) var watched = WatchedSubjects()

  /// An auditor with a catalogue of alphabets.
  ///
  /// - Parameters:
  ///   - storage: what it may use to remember production lines; changes no result.
  ///   - workers: how many threads judge parts of a list; changes no result.
  ///   - reopen: opens a source once more, if all can be read at any place. Then less is remembered of each production
  ///     line, and the few that matter are read again. It changes no result; but nothing can be asked of all of them
  ///     then: no previous report, no orders, no token files, no payments.
  public init(
    catalogue: AlphabetCatalogue, settings: AuditSettings, storage: Storage = Storage(), workers: Workers = Workers(),
    reopen: Reopening? = nil
  ) {
    self.settings = settings
    self.reopen = reopen
    self.workers = workers
    self.storage = storage
    context = RuleContext(catalogue: catalogue, settings: settings)
    let active = Rulebook.lineRules.filter { settings.severity(of: $0.about) != .off }
    lineRules = active.enumerated().map { place, rule in
      ActiveRule(
        type: rule, info: rule.about, severity: settings.severity(of: rule.about),
        index: Rulebook.index(of: rule.about),
        place: place)
    }
    crossLineRules = Rulebook.crossLineRules.filter { settings.severity(of: $0.about) != .off }.map { rule in
      ActiveCrossLineRule(
        type: rule, info: rule.about, severity: settings.severity(of: rule.about),
        index: Rulebook.index(of: rule.about))
    }
  }

  /// The context of the production lines of a batch.
  func context(of batch: Batch) -> RuleContext {
    var context = context
    context.texts = batch.texts
    return context
  }

  /// Reads a source to its end and audits every production line of it.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - name: how reports call it.
  ///   - audit: what was learnt of the sources before; what is learnt of this one is added.
  ///   - windowSize: bytes that are read at a time.
  ///   - isAnswer: whether the source is an answer of the service as it comes: one document and nothing else.
  ///   - observer: hears of every finding in input order.
  ///   - baseline: what was known before; the findings are taken out of it.
  ///   - progress: called now and then with the production lines of this source so far.
  public func audit<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, into audit: inout Audit, windowSize: Int = Auditor.windowSize,
    isAnswer: Bool = false, baseline: inout Baseline, observer: inout some AuditObserver,
    progress: (_ productionLines: Int) -> Void = { _ in }
  ) {
    var reader = DocumentReader(
      source, records: LineRecords(catalogue: context.catalogue, leavesOutOthers: true), windowSize: windowSize,
      isAnswer: isAnswer)
    var auditor = self
    auditor.watched = baseline.watched
    let start = audit.beginSource()
    let linesBefore = audit.linesRead
    var count = 0
    // At a second reading the place of each production line must be known at once.
    let isParallel = workers.count > 1 && audit.secondReading == nil
    var next = 0
    while true {
      if isParallel, reader.canReadAhead, reader.records.areKnownAsLines, reader.offset >= next {
        next = auditor.readParts(
          of: &reader, name: name, start: start, into: &audit, baseline: &baseline, observer: &observer
        ) { progress(count + $0) }
        count = audit.linesRead - linesBefore
      }
      guard reader.fill() else { break }
      reader.records.batch.texts.window = reader.windowBytes
      reader.records.batch.offsets = reader.offsets
      count += reader.records.batch.lines.count
      audit.add(
        reader.records.batch, by: auditor, source: name, start: start, baseline: &baseline, observer: &observer)
      reader.records.batch.removeAll()
      progress(count)
    }
    var report = SourceReport(name: name, problems: reader.problems)
    report.bytes = reader.bytesRead
    report.documents = reader.documents
    report.productionLines = count
    report.hasByteOrderMark = reader.hasByteOrderMark
    if report.problems.isEmpty, report.productionLines == 0, !settings.allowEmpty {
      report.problems.append(.noProductionLines())
    }
    audit.add(report)
    audit.add(reader.unknownNames)
    audit.add(reader.records.unknownNames)
  }
}

extension Auditor {
  /// An auditor that judges nothing: it only lets production lines be heard.
  public var withoutRules: Auditor {
    var settings = AuditSettings()
    for rule in Rulebook.all { settings.severities[rule.code] = .off }
    return Auditor(catalogue: context.catalogue, settings: settings)
  }
}
