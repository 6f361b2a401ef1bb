/// The exceptions of an earlier reconciliation, as its JSON report has them.
public struct PreviousExceptions: Sendable {
  let rows: [PreviousException]
  /// How many files of each role that reconciliation had.
  let roles: [String: Int]

  /// Reads a report to its end.
  ///
  /// - Throws: `SourceProblem` if it is no whole report of a reconciliation.
  public init<Source: ByteSource & ~Copyable>(_ source: consuming Source) throws(SourceProblem) {
    var reader = PreviousReportReader<PreviousException.Draft, Source>(source)
    var rows: [PreviousException] = []
    while let row = try reader.next() { rows.append(row) }
    self.rows = rows
    roles = reader.roles
  }
}

extension Reconciliation {
  /// Notes the payments whose production, or whose settlement, the prior report awaits.
  mutating func findAwaited(_ previous: PreviousExceptions) {
    for row in previous.rows {
      guard let awaiting = Awaiting(row), let number = payment(named: row.ident) else { continue }
      switch awaiting {
      case .production: awaited.insert(number)
      case .settlement: unsettled.insert(number)
      }
    }
  }

  /// What the next reconciliation looks at once more, whenever it was.
  private enum Awaiting {
    case production, settlement

    init?(_ row: PreviousException) {
      switch Category(rawValue: row.category) {
      case .timing where row.lineID.isEmpty: self = .production
      case .unpaidUnused, .paymentPending: self = .settlement
      default: return nil
      }
    }
  }

  /// The number of a payment; nil if no file has it.
  private mutating func payment(named ident: String) -> Int? {
    guard !ident.isEmpty, let number = groups.table.find(ids.id(Array(ident.utf8)[...])),
      groups.isPayment(Int32(number))
    else { return nil }
    return number
  }

  /// Tells what the prior report has too, and what became of the rest of it.
  mutating func compare(with previous: PreviousExceptions) throws(SourceFailure) {
    let gone = meet(previous)
    let subjects = gone.isEmpty ? [] : try self.subjects()
    var rows = gone.makeIterator()
    let presence = try LinePresence(of: audit, failingWith: { $0 }, { () throws(SourceFailure) in rows.next()?.line })
    let needAmounts = gone.contains { $0.flags.contains { PreviousException.amountFlags.contains($0) } }
    let amounts = needAmounts ? try subjectsWithAmounts() : []
    var closed: [(exception: PreviousException, closure: FindingClosure)] = []
    for row in gone {
      if subjects.contains(Subject(payment: row.ident, line: row.lineID)) {
        renamed += 1
      } else {
        let closure = closure(of: row, presence)
        let isLost = closure == .resolved && (lacksSources(of: row, previous) || lacksAmount(row, amounts))
        closed.append((row, isLost ? .notTested : closure))
      }
    }
    self.closed = closed
  }

  /// Tells which exceptions the prior report has too.
  ///
  /// - Returns: what is left of that report.
  private mutating func meet(_ previous: PreviousExceptions) -> [PreviousException] {
    var left: [Fingerprint: [Int]] = [:]
    for (number, row) in previous.rows.enumerated() { left[row.id, default: []].append(number) }
    var more: [Int] = []
    for (number, place) in places.enumerated() {
      let isAccepted = place.acceptance != nil
      let fitting = left[place.id, default: []].filter { isCovered(place, by: previous.rows[$0].told) }
      guard let met = fitting.first(where: { previous.rows[$0].wasAccepted == isAccepted }) ?? fitting.first else {
        places[number].isKnown = false
        more.append(number)
        continue
      }
      left[place.id]?.removeAll { $0 == met }
      // What was accepted then and no longer is, is new once more.
      places[number].isKnown = isAccepted || !previous.rows[met].wasAccepted
    }
    // What has become more than it was is new, and what it was is not gone.
    for number in more where left[places[number].id]?.isEmpty == false {
      left[places[number].id]?.removeFirst()
      renamed += 1
    }
    return left.values.joined().sorted().map { previous.rows[$0] }
  }

  /// Whether fewer files than then say what an exception comes from, or no payment could be read, so that it could not
  /// be found again.
  private func lacksSources(of row: PreviousException, _ previous: PreviousExceptions) -> Bool {
    if book.hasNothingReadable, row.category != Category.badIdent.rawValue { return true }
    let isByHistory = row.category == Category.sharedPayment.rawValue
    let matches = settings.optionFiles.count { $0.kind == .earlierMatches }
    if isByHistory, matches < previous.roles[OptionFile.Kind.earlierMatches.rawValue] ?? 0 { return true }
    return row.roles.contains { role in
      book.files.count { $0.role == role } < previous.roles[role.rawValue] ?? 0
    }
  }

  /// Whether an exception is about an amount, and nobody says any more what it should be.
  private func lacksAmount(_ row: PreviousException, _ amounts: Set<Subject>) -> Bool {
    row.flags.contains { PreviousException.amountFlags.contains($0) }
      && !amounts.contains(Subject(payment: row.ident, line: row.lineID))
  }

  /// The jobs of which it is known what they should cost.
  private func subjectsWithAmounts() throws(SourceFailure) -> Set<Subject> {
    var found: Set<Subject> = []
    for number in jobs.indices where try expectedAmount(of: number) != nil { found.insert(try subject(of: number)) }
    return found
  }

  private func subject(of job: Int) throws(SourceFailure) -> Subject {
    let line = try audit.index.text(.id, of: try audit.index.entry(jobs[job].place))
    return Subject(payment: String(decoding: ident(of: jobs[job]), as: UTF8.self), line: line)
  }

  /// What an exception is about.
  private struct Subject: Hashable {
    let payment: String
    /// What the id of the production line is compared by.
    let line: [UInt8]

    init(payment: String, line: String) {
      self.payment = payment
      self.line = line.utf8.comparedAsID
    }
  }

  /// What there are exceptions about, as far as it can be named.
  private func subjects() throws(SourceFailure) -> Set<Subject> {
    var found: Set<Subject> = []
    for place in places {
      switch place.subject {
      case .job(let number): found.insert(try subject(of: number))
      case .payment(let number):
        found.insert(Subject(payment: ids.string(book.records[Int(groups.payments[number].record)].intent), line: ""))
      case .movement: break
      }
    }
    found.remove(Subject(payment: "", line: ""))
    return found
  }

  /// Why an exception of the prior report is gone.
  private mutating func closure(of row: PreviousException, _ presence: LinePresence) -> FindingClosure {
    let isAwaited = Awaiting(row) != nil
    let isOfUnused = row.lineID.isEmpty && (isAwaited || row.category == Category.paidNoProduction.rawValue)
    if row.lineID.isEmpty, !row.ident.isEmpty {
      guard let number = payment(named: row.ident) else { return .notListed }
      if isOfUnused, groups.payments[number].isUsed { return .resolved }
    } else if presence.place(of: row.line) == .nowhere {
      return .notListed
    }
    let window = isOfUnused || isAwaited ? settings.windowOfUnused(isAwaited: isAwaited) : settings.window
    guard let window, let moment = Timestamp(row.requested.isEmpty ? row.paid : row.requested) else {
      return .resolved
    }
    return window.contains(moment) ? .resolved : .outOfWindow
  }
}

extension PreviousException {
  /// Flags that need to know what a job should cost.
  fileprivate static let amountFlags = Set(
    [ReconciliationFlag.amountMismatch, .currencyMismatch].map(\.rawValue))

  /// The files that it comes from: without one of them it would not be found again.
  fileprivate var roles: Set<PaymentFile.Role> {
    var roles: Set<PaymentFile.Role> = []
    switch Category(rawValue: category) {
    case .conflict, .noPaymentID: roles = [.payments]
    case .refundUnlinked: roles = [.refunds, .disputes]
    default: break
    }
    for flag in flags.compactMap(ReconciliationFlag.init) {
      switch flag {
      case .refundedFull, .refundedPart, .refundedOver, .refundsDiffer: roles.formUnion([.payments, .refunds])
      case .disputed: roles.formUnion([.payments, .disputes])
      case .bookedTwice, .chargedTwice: roles.insert(.payments)
      case .amountMismatch, .currencyMismatch, .timing, .idLink: break
      }
    }
    return roles
  }
}
