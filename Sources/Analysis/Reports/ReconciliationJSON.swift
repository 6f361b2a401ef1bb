/// `report.json` of a reconciliation, for programs and for `--previous`. `Schemas/reconciliation.schema.json` describes
/// it. Amounts are minor units; a number beyond 2^53 is a string of digits. What is not known is left out.
public enum ReconciliationJSON {
  /// The form of the report.
  public static let schemaVersion = 1

  /// Everything before the exceptions.
  public static func head(_ report: ReconciliationReport) -> String {
    let made = report.made
    let members: [(key: String, value: JSONValue?, levels: Int)] = [
      ("kind", .text("reconciliation"), 0), ("outcome", .text(made.outcome.rawValue), 0),
      ("title", .text(report.title.plain), 0), ("firstPage", JSONFormat.firstPage(report.first), 1),
      ("amountsTested", .number(made.jobsWithAmounts), 0),
      ("amountsNotTested", .number(made.jobsToCompare - made.jobsWithAmounts), 0),
      ("amountsUnused", .number(made.unusedAmounts), 0), ("amountsMisnamed", .number(made.misnamedAmounts), 0),
      ("unusualIds", .number(made.unusualIDs), 0), ("undelivered", undelivered(made.undelivered), 1),
      ("window", window(made.settings), 1),
      ("asOf", made.asOf.map { .text($0.description) }, 0), ("asOfIsGiven", .flag(made.settings.asOf != nil), 0),
      ("options", .list(made.settings.options.map { .text($0) }), 0),
      ("shortfalls", .list(made.shortfalls.map { .text($0.plain) }), 1),
      ("lists", .list(made.audit.sources.sorted { isBefore($0.name, $1.name) }.map(list)), 1),
      ("files", files(made), 1),
      ("optionFiles", .list(made.settings.optionFiles.map(optionFile)), 1),
      ("controlTotals", controlTotals(made), 1), ("totals", totals(made.totals), 2),
      ("linesWithUnseenParts", .number(made.linesWithUnseenParts), 0),
      ("accepted", acceptances(made), 1), ("previous", previous(made), 1),
    ]
    return JSONHead.text(schemaVersion: schemaVersion, members) + ",\n  \"exceptions\": ["
  }

  /// An exception in one row, without its end.
  public static func row(_ found: Discrepancy) -> String { "    \(value(of: found).json())" }

  static func value(of found: Discrepancy) -> JSONValue {
    func minor(_ amount: Int64?) -> JSONValue? { amount.map { .number(Int($0)) } }
    return .object([
      ("exceptionId", .text(found.id.description)), ("category", .text(found.category.rawValue)),
      ("flags", .list(found.flags.map { .text($0.rawValue) })), ("severity", .text(found.severity.rawValue)),
      ("owner", .text(found.owner.rawValue)), ("ident", .nonEmpty(found.ident)),
      ("lineId", .nonEmpty(found.lineID)), ("transactionId", .nonEmpty(found.transactionID)),
      ("stripeObjectId", .nonEmpty(found.stripeObjectID)), ("leftSource", .nonEmpty(found.leftSource)),
      ("leftIndex", found.leftIndex.map { .number($0) }), ("rightSource", .nonEmpty(found.rightSource)),
      ("rightRow", found.rightRow.map { .number($0) }), ("currency", found.currency.map { .text($0.description) }),
      ("expectedMinor", minor(found.expected)), ("paidMinor", minor(found.paid)),
      ("refundedMinor", minor(found.refunded)), ("disputedMinor", minor(found.disputed)),
      ("differenceMinor", found.difference.map { .large($0) }),
      ("requested", found.requested.map { .text($0.description) }),
      ("paid", found.paidAt.map { .text($0.description) }),
      ("lagSeconds", found.lag.map { .number($0) }), ("ageDays", found.age.map { .number($0) }),
      ("status", .nonEmpty(found.status)), ("invoice", .nonEmpty(found.invoice)),
      ("costCentre", .nonEmpty(found.costCentre)), ("explanation", .text(found.explanation.plain)),
      ("nextStep", .text(found.nextStep)), ("acceptedBy", .nonEmpty(found.acceptance?.acceptedBy ?? "")),
      ("standing", found.isKnown.map { .text($0 ? "open" : "new") }),
    ])
  }

  static func files(_ made: Reconciliation) -> JSONValue {
    .list(made.book.files.sorted { isBefore($0.name, $1.name) }.map(file))
  }

  static func controlTotals(_ made: Reconciliation) -> JSONValue { .list(made.equations.map(equation)) }

  /// By name, so that the order in which files were given doesn't show.
  private static func isBefore(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  private static func window(_ settings: ReconciliationSettings) -> JSONValue {
    .object([
      ("text", .text(settings.windowText)), ("from", settings.window?.from.map { .text($0.description) }),
      ("to", settings.window?.to.map { .text($0.description) }), ("graceSeconds", .number(settings.grace / 1000)),
      ("mode", .text(settings.mode.rawValue)),
    ])
  }

  private static func undelivered(_ undelivered: Undelivered) -> JSONValue {
    .object([
      ("deleted", .number(undelivered.deleted)), ("notEnded", .number(undelivered.notEnded)),
      ("retainedMinor", .object(undelivered.sums.map { ($0.currency.description, .large($0.minor)) })),
    ])
  }

  private static func list(_ source: SourceReport) -> JSONValue {
    .object([
      ("name", .text(source.name)), ("bytes", .number(source.bytes)),
      ("productionLines", .number(source.productionLines)), ("complete", .flag(source.isComplete)),
      ("sha256", source.digest?.hex.map { .text($0) }),
      ("problems", .list(source.problems.map { .text($0.text.plain) })),
    ])
  }

  private static func file(_ file: PaymentFile) -> JSONValue {
    .object([
      ("name", .text(file.name)), ("role", .text(file.role.rawValue)), ("format", .nonEmpty(file.format)),
      ("bytes", .number(file.bytes)), ("sha256", file.digest?.hex.map { .text($0) }), ("rows", .number(file.rows)),
      ("used", .number(file.used)), ("others", .number(file.others)), ("rejected", .number(file.rejected)),
      ("first", file.first.map { .text(Timestamp(milliseconds: $0).description) }),
      ("last", file.last.map { .text(Timestamp(milliseconds: $0).description) }),
      (
        "rejections",
        .list(file.rejections.map { .object([("row", .number($0.row)), ("reason", .text($0.reason.plain))]) })
      ), ("problems", .list(file.problems.map { .text($0.text.plain) })),
    ])
  }

  private static func optionFile(_ file: OptionFile) -> JSONValue {
    .object([
      ("name", .text(file.name)), ("kind", .text(file.kind.rawValue)), ("bytes", file.bytes.map { .number($0) }),
      ("rows", file.rows.map { .number($0) }), ("sha256", file.digest?.hex.map { .text($0) }),
    ])
  }

  private static func equation(_ equation: ControlEquation) -> JSONValue {
    .object([
      ("name", .text(equation.name.plain)), ("equation", .text(equation.text.plain)),
      ("result", .text(equation.result.rawValue)),
    ])
  }

  static func totals(_ totals: ControlTotals) -> JSONValue {
    let jobs = Category.ofJobs.map { ($0.rawValue, JSONValue.number(totals.jobsByCategory[$0] ?? 0) as JSONValue?) }
    var payments: [JSONValue] = []
    for category in Category.ofPayments {
      for currency in totals.currencies.map(Optional.some) + [nil] {
        guard let sums = totals.sums[.init(category: category, currency: currency)] else { continue }
        payments.append(
          .object([
            ("category", .text(category.rawValue)), ("currency", currency.map { .text($0.description) }),
            ("items", .number(sums.items)), ("paidMinor", .large(sums.paid)),
            ("refundedMinor", sums.statesRefunds ? .large(sums.refunded) : nil),
            ("disputedMinor", sums.statesDisputes ? .large(sums.disputed) : nil),
            ("retainedMinor", .large(sums.retained)),
            ("withoutRefunds", .number(sums.withoutRefunds)), ("withoutDisputes", .number(sums.withoutDisputes)),
          ]))
      }
    }
    return .object([
      ("linesRead", .number(totals.linesRead)), ("jobs", .number(totals.jobs)),
      ("repeatedLines", .number(totals.repeatedLines)), ("payments", .number(totals.payments)),
      ("repeatedRows", .number(totals.repeatedRows)), ("earlierRows", .number(totals.earlierRows)),
      ("jobsByCategory", .object(jobs)), ("paymentsByCategory", .list(payments)),
      ("feesMinor", .object(totals.fees.sorted { $0.key < $1.key }.map { ($0.key.description, .large($0.value)) })),
      ("matchedIds", .number(totals.jobIDs)), ("matchedIdsSha256", .text(totals.jobDigest)),
    ])
  }

  private static func previous(_ made: Reconciliation) -> JSONValue? {
    made.closed.map { closed in
      func ids(_ closure: FindingClosure) -> JSONValue {
        .list(closed.filter { $0.closure == closure }.map { .text($0.exception.id.description) })
      }
      return .object([
        ("new", .number(made.places.count { $0.isKnown == false })),
        ("open", .number(made.places.count { $0.isKnown == true })),
        ("resolved", ids(.resolved)), ("outOfWindow", ids(.outOfWindow)), ("notListed", ids(.notListed)),
        ("notTested", ids(.notTested)),
        ("renamed", .number(made.renamed)),
      ])
    }
  }

  private static func acceptances(_ made: Reconciliation) -> JSONValue? {
    made.acceptances.map { accepted in
      func ids(_ rows: [AcceptedExceptions.Row]) -> JSONValue { .list(rows.map { .text($0.id.description) }) }
      return .object([
        ("listed", .number(accepted.rows.count)), ("expired", .number(accepted.expired.count)),
        ("stale", ids(accepted.stale)), ("outgrown", ids(accepted.outgrown)),
        ("categoryOnly", ids(accepted.ofCategoryOnly)),
      ])
    }
  }
}
