import Testing

@testable import TokAudit

struct ReconcileCommandTests {
  private static let list = "\(Repository.root)/SampleData/billing-month/list.json"
  private static let ledger = "\(Repository.root)/SampleData/billing-month/ledger.csv"

  private func run(_ arguments: [String]) throws -> Command.Result {
    try Command.run(Command.tokaudit, ["reconcile"] + arguments)
  }

  @Test func `templates are printed, and the ledger's can be read`() throws {
    let ledger = try run(["--print-template", "ledger"])
    #expect(ledger.output == "payment_id,amount,currency,paid_at,invoice,cost_centre,status\r\n")
    #expect(ledger.ending == .exited(0))
    #expect(try run(["--print-template", "amounts"]).output == "payment_intent,line_id,amount,currency\r\n")
    let folder = TemporaryFolder()
    try folder.write((ledger.output + "pi_x,1.00,EUR,2024-03-01,,,\r\n").utf8, to: "ledger.csv")
    let result = try run([Self.list, "--payments", folder("ledger.csv")])
    #expect(result.ending == .exited(1))
    #expect(result.output.contains("`ledger.csv`"))
  }

  @Test(arguments: [
    ([], "Nothing to reconcile with"),
    (["--payments", "x.csv", "--amounts", "a", "--price", "currency=eur"], "exclude"),
    (["--payments", "x.csv", "--price", "5"], "Write it as job=5.0"),
    (["--payments", "x.csv", "--price", "job=-5,currency=eur"], "as job, found -5."),
    (["--payments", "-"], "- is for lists on standard input only"),
    (["--payments", "x.csv", "--price", "currency=eur"], "There is no price: give one of job, digit, metrics."),
    (["--payments", "x.csv", "--ledger-total", "5"], "EUR=16595.85"),
    (["--payments", "x.csv", "--ledger-total", "EUR=461168601842738790.35"], "The total is too large"),
    (["--payments", "x.csv", "-o", "a.txt"], "ending"),
    (["--payments", "x.csv", "-o", "match:a.csv"], "Did you mean 'matches'?"),
    (["--payments", "x.csv", "-o", "x.csv", "-o", "x.csv"], "Another report"),
  ])
  func `a wrong command line is an error of usage`(arguments: [String], words: String) throws {
    let result = try run([Self.list] + arguments)
    #expect(result.ending == .exited(64))
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `default columns give the remedy and no answer`() throws {
    let folder = TemporaryFolder()
    let header = Repository.text("Tests/Fixtures/Payments/payments_default-columns_2026-07.header.csv")
    try folder.write("\(header)\nch_1,2024-03-19 12:00:00,5.00\n".utf8, to: "payments.csv")
    let result = try run([Self.list, "--payments", folder("payments.csv")])
    #expect(result.ending == .exited(2))
    #expect(result.errors.contains("Columns > All columns, or tick PaymentIntent ID"))
    #expect(result.output.hasPrefix("# Reconciliation: INCOMPLETE"))
  }

  @Test func `a report never replaces an input`() throws {
    let folder = TemporaryFolder()
    try folder.write(Repository.text("SampleData/billing-month/ledger.csv").utf8, to: "ledger.csv")
    let result = try run([Self.list, "--payments", folder("ledger.csv"), "-o", folder("ledger.csv")])
    #expect(result.ending == .exited(64))
    #expect(result.errors.contains("must not be replaced"))
  }

  @Test func `the order of files on the command line changes no byte of any report`() throws {
    let sample = "\(Repository.root)/SampleData"
    let files = ["unified_payments.csv", "itemised.csv", "charges.json", "ledger.csv"].map {
      "\(sample)/billing-month/\($0)"
    }
    let lists = [Self.list, "\(sample)/every-alphabet-and-status.json"]
    let folder = TemporaryFolder()
    for (name, lists, files) in [("1/", lists, files), ("2/", lists.reversed(), files.reversed())] {
      let result = try run(
        lists + ["--month", "2024-03", "-q", "-o", folder(name)] + files.flatMap { ["--payments", $0] })
      #expect(result.ending == .exited(1), "\(result.errors)")
    }
    for name in BillingSampleTests.files {
      #expect(try folder.text("1/\(name)") == folder.text("2/\(name)"), "\(name)")
    }
  }

  @Test func `what was signed off no longer fails, and an ended acceptance does`() throws {
    let folder = TemporaryFolder()
    let arguments = [Self.list, "--payments", Self.ledger, "-q", "--as-of", "2024-05-01"]
    #expect(try run(arguments + ["-o", folder("exceptions.csv")]).ending == .exited(1))
    let text = try folder.text("exceptions.csv")
    try folder.write(text.replacing(",,,\r\n", with: ",me,known,2024-06-01\r\n").utf8, to: "signed.csv")
    #expect(try run(arguments + ["--accept", folder("exceptions.csv")]).ending == .exited(1))
    let accepted = try run(arguments + ["--accept", folder("signed.csv")])
    #expect(accepted.ending == .exited(0), "\(accepted.errors)")
    #expect(accepted.output.contains("## Accepted exceptions"))
    let later = [Self.list, "--payments", Self.ledger, "-q", "--as-of", "2024-07-01", "--accept", folder("signed.csv")]
    #expect(try run(later).ending == .exited(1))
    try folder.write("x\n1\n".utf8, to: "wrong.csv")
    #expect(try run(arguments + ["--accept", folder("wrong.csv")]).ending == .exited(78))
  }

  @Test func `an audit with payments has a section on them, and their exceptions count`() throws {
    let sample = "\(Repository.root)/SampleData/get-all-tokens.json"
    let plain = try Command.run(Command.tokaudit, ["audit", Self.list, "-q"])
    let result = try Command.run(Command.tokaudit, ["audit", Self.list, "--payments", Self.ledger, "-q"])
    #expect(result.ending == .exited(1), "\(result.errors)")
    #expect(result.output.contains("\n## Payments\n"))
    #expect(result.output.contains("\n### Control totals\n"))
    #expect(result.output.contains("Evidence: list + payments."))
    #expect(!plain.output.contains("## Payments"))
    #expect(plain.output.contains("Evidence: list only."))
    let refused = try Command.run(Command.tokaudit, ["audit", sample, "--payments", sample, "-q"])
    #expect(refused.ending == .exited(2))
  }

  @Test func `an audit ends no better than its payments`() throws {
    let folder = TemporaryFolder()
    // Two states of one job that agree, so the list alone passes.
    let list = "\(Repository.root)/SampleData/orders/list.json"
    let audit = ["audit", list, "--format", "json"]
    #expect(try JSONNode.read(try Command.run(Command.tokaudit, audit + ["-q"]).output)["verdict"]?.text == "pass")
    let header = "payment_id,amount,currency,paid_at,status"
    try folder.write("\(header)\r\npi_000000000000000000000001,9.00,EUR,2024-03-01,paid\r\n".utf8, to: "paid.csv")
    let failed = try Command.run(Command.tokaudit, audit + ["--payments", folder("paid.csv")])
    #expect(failed.ending == .exited(1))
    let report = try JSONNode.read(failed.output)
    #expect(report["verdict"]?.text == "fail")
    let title = report["summary"]?["title"]?.text ?? ""
    #expect(title.hasPrefix("FAIL — ") && title.contains("; payments: "), "\(title)")
    #expect(failed.errors.contains("tokaudit: \(title)\n"))
    let page = try Command.run(Command.tokaudit, ["audit", list, "--payments", folder("paid.csv"), "-q"]).output
    #expect(
      page.contains("| Is each payment for a production line? | no: 0 of 1 payment matched; 1 `paid-no-production` |"))
    #expect(page.contains("| you, then the service | `paid-no-production`: 1 payment, EUR 9.00, without production. |"))
    #expect(page.contains("\nDon't close the books before this is settled: "))
    let lost = try Command.run(Command.tokaudit, audit + ["--payments", folder("lost.csv")])
    #expect(lost.ending == .exited(2))
    #expect(try JSONNode.read(lost.output)["verdict"]?.text == "incomplete")
    #expect(lost.errors.contains("INCOMPLETE — payments not complete; "), "\(lost.errors)")
  }

  @Test func `an audit of a window says which payments are outside`() throws {
    let arguments = ["audit", Self.list, "--payments", Self.ledger, "-q", "--ignore", "line-changed"]
    let made = try Command.run(Command.tokaudit, arguments + ["--month", "2024-03"])
    #expect(made.output.contains("The window is one of ends: only jobs that ended in it"), "\(made.errors)")
    let none = try Command.run(Command.tokaudit, arguments + ["--allow-empty", "--month", "2031-01"])
    #expect(none.output.contains("7 payments that none of them names are outside"), "\(none.output.suffix(3000))")
    #expect(!none.output.contains("paid-no-production` |  | 1"))
    #expect(none.output.contains("NOTHING TO RECONCILE — January 2031 (UTC)"))
  }

  @Test func `the JSON and HTML of an audit with payments have them too`() throws {
    let arguments = ["audit", Self.list, "--payments", Self.ledger, "-q"]
    let made = try Command.run(Command.tokaudit, arguments + ["--format", "json"])
    let report = try JSONNode.read(made.output)
    #expect(report["evidence"]?.list.compactMap { $0.text } == ["list", "payments"])
    #expect(report["payments"]?["outcome"]?.text == "exceptions")
    let count = report["payments"]?["exceptionCount"]?.integer
    #expect(count == report["payments"]?["exceptions"]?.list.count)
    let alone = try run([Self.list, "--payments", Self.ledger, "-q", "--format", "json"])
    #expect(try JSONNode.read(alone.output)["exceptions"]?.list.count == count)
    let schema = try JSONNode.read(Repository.text("Schemas/report.schema.json"))
    #expect(SchemaValidator(schema: schema, refusesUndescribed: true).problems(report) == [])
    let page = try Command.run(Command.tokaudit, arguments + ["--format", "html"])
    #expect(page.output.contains(">Payments</h2>"))
  }

  @Test func `no grace, no payments and unclear totals are told apart`() throws {
    let folder = TemporaryFolder()
    try folder.write("[]".utf8, to: "empty.json")
    let empty = try run([Self.list, "--payments", folder("empty.json")])
    #expect(empty.ending == .exited(2))
    #expect(empty.errors.contains("there is neither a list nor an object in it"), "\(empty.errors)")
    let none = try run([Self.list, "--payments", Self.ledger, "--grace", "0d", "-q"])
    #expect(none.ending == .exited(1), "\(none.errors)")
    #expect(none.output.contains("Grace: 0s."))
    for total in ["EUR=1,000", "EUR=1.000", "EURO=1", "EUR=", "EUR=1 000"] {
      let wrong = try run([Self.list, "--payments", Self.ledger, "--ledger-total", total])
      #expect(wrong.ending == .exited(64))
      #expect(wrong.errors.contains("no marks between thousands"))
    }
    #expect(try Command.run(Command.tokaudit, ["audit", Self.list, "--stuck-after", "0d"]).ending == .exited(64))
  }

  @Test func `an acceptance that stands twice is not called needless`() throws {
    let folder = TemporaryFolder()
    let arguments = [Self.list, "--payments", Self.ledger, "-q"]
    _ = try run(arguments + ["-o", folder("all.csv")])
    let rows = try folder.text("all.csv").split(separator: "\r\n")
    let signed = "\(rows[1])".replacing(#/,,,?$/#, with: "") + ",me,ok,"
    try folder.write("\(rows[0])\r\n\(signed)\r\n\(signed)\r\n".utf8, to: "twice.csv")
    let made = try run(arguments + ["--accept", folder("twice.csv")])
    #expect(made.output.contains("1 exception signed off, 1 of them still there."), "\(made.errors)")
    #expect(made.output.contains("1 acceptance listed again, which changes nothing"))
    #expect(!made.output.contains("no longer needed"))
  }

  @Test func `the matches of earlier months are read from a folder`() throws {
    let folder = TemporaryFolder()
    let arguments = [Self.list, "--payments", Self.ledger, "-q"]
    #expect(try run(arguments + ["--history", folder("")]).ending == .exited(78))
    #expect(try run(arguments + ["--history", folder("none")]).ending == .exited(78))
    _ = try run(arguments + ["-o", "matches:\(folder("march.csv"))"])
    let same = try run(arguments + ["--history", folder("")])
    #expect(
      same.output.contains(#/\n\| `march.csv` \| earlier matches \| [\d,]+ \| \d+ \| 0 \| .* \| `[0-9a-f]{64}` \|\n/#))
    let shown = InputNames.shown(for: [folder("")])[0]
    #expect(same.output.contains("Options: `--history \(shown)`."), "\(same.output.suffix(2000))")
    #expect(same.output.contains(" --history \(shown)\n"))
    #expect(!same.output.contains("in `march.csv`"))
    let changed = try folder.text("march.csv").replacing(#/T\d\d:/#, with: "T00:")
    try folder.write(changed.utf8, to: "march.csv")
    #expect(try run(arguments + ["--history", folder("")]).output.contains("in `march.csv`"))
  }

  @Test func `an empty window has words and an exit code of its own`() throws {
    let folder = TemporaryFolder()
    try folder.write("payment_id,amount,currency,paid_at\npi_x,1.00,EUR,2024-03-01\n".utf8, to: "ledger.csv")
    let list = "\(Repository.root)/SampleData/every-alphabet-and-status.json"
    let arguments = [list, "--payments", folder("ledger.csv"), "--month", "2031-01"]
    let empty = try run(arguments)
    #expect(empty.ending == .exited(2))
    #expect(empty.output.hasPrefix("# Reconciliation: INCOMPLETE — January 2031 (UTC): no job and no payment\n"))
    let allowed = try run(arguments + ["--allow-empty"])
    #expect(allowed.ending == .exited(0), "\(allowed.errors)")
    #expect(allowed.output.hasPrefix("# Reconciliation: NOTHING TO RECONCILE — January 2031 (UTC)"))
  }

  @Test func `a list and payments without a row are nothing to reconcile, if that is allowed`() throws {
    let folder = TemporaryFolder()
    try folder.write("payment_id,amount,currency,paid_at\n".utf8, to: "ledger.csv")
    try folder.write(#"{"data":[]}"#.utf8, to: "list.json")
    for command in ["reconcile", "audit"] {
      let arguments = [command, folder("list.json"), "--payments", folder("ledger.csv")]
      let empty = try Command.run(Command.tokaudit, arguments)
      #expect(empty.ending == .exited(2))
      #expect(empty.errors.contains("there is not one row of payments. Check the dates"), "\(empty.errors)")
      let allowed = try Command.run(Command.tokaudit, arguments + ["--allow-empty"])
      #expect(allowed.ending == .exited(0), "\(allowed.errors)")
    }
  }

  @Test func `files that options name stand among the inputs`() throws {
    let folder = TemporaryFolder()
    let amounts = "\(Repository.root)/SampleData/billing-month/amounts.csv"
    let arguments = [Self.list, "--payments", Self.ledger, "-q", "--amounts", amounts]
    _ = try run(arguments + ["-o", folder("exceptions.csv"), "-o", folder("before.json")])
    let result = try run(
      arguments + ["--accept", folder("exceptions.csv"), "--previous", folder("before.json")])
    for (name, kind) in [
      ("amounts.csv", "amounts"), ("exceptions.csv", "accepted exceptions"), ("before.json", "prior report"),
    ] {
      let row = result.output.split(separator: "\n").first {
        $0.contains("\(name)` | \(kind) |") && $0.contains(#/`[0-9a-f]{64}` \|$/#)
      }
      #expect(row != nil, "\(name)")
    }
    let digest = try Command.run("sha256sum", [amounts]).output.prefix(64)
    #expect(result.output.contains("| 0 | n/a | n/a | yes | `\(digest)` |"))
  }

  @Test func `each option that changes a report stands in it, and in the command that repeats it`() throws {
    let sample = "\(Repository.root)/SampleData/billing-month"
    let folder = TemporaryFolder()
    let arguments = [Self.list, "--payments", Self.ledger, "-q"]
    _ = try run(arguments + ["-o", folder("exceptions.csv"), "-o", folder("before.json")])
    let values = [
      ("amounts", "\(sample)/amounts.csv"), ("from", "2024-03-01"), ("to", "2024-03-31"), ("zone", "Europe/Berlin"),
      ("grace", "2d"), ("as-of", "2024-05-01"), ("mode", "any"), ("shared-payments", "allow"), ("decimal", "point"),
      ("date-order", "dmy"), ("accept", folder("exceptions.csv")), ("previous", folder("before.json")),
      ("ledger-total", "EUR=1.00"), ("fail-on", "warning"), ("max-rows", "7"),
    ]
    let flags = ["--allow-incomplete", "--allow-empty", "--no-digest"]
    let made = try run(arguments + flags + values.flatMap { ["--\($0)", $1] })
    let options = made.output.split(separator: "\n").first { $0.contains("Options: ") } ?? ""
    let command = made.output.split(separator: "\n").first { $0.hasPrefix("tokaudit reconcile ") } ?? ""
    for name in values.map({ "--\($0.0)" }) + flags {
      #expect(options.contains("`\(name)"), "\(name)")
      #expect(command.contains(" \(name)"), "\(name)")
    }
  }

  @Test func `a folder of payments gives its tables and lists, sorted by name`() throws {
    let folder = TemporaryFolder()
    let empty = try run([Self.list, "--payments", folder("")])
    #expect(empty.ending == .exited(2))
    #expect(empty.errors.contains("the folder holds no *.csv, *.csv.gz, *.json or *.json.gz"), "\(empty.errors)")
    try Folder.create(folder("payments"))
    try folder.write(Repository.text("SampleData/billing-month/ledger.csv").utf8, to: "payments/b.csv")
    try folder.write(Repository.text("SampleData/billing-month/charges.json").utf8, to: "payments/a.json")
    try folder.write("a note".utf8, to: "payments/note.txt")
    let made = try run([Self.list, "--payments", folder("payments"), "-q"])
    #expect(
      made.output.contains(#/\| `a.json` \| payments: API list .*\n\| `b.csv` \| payments: ledger /#), "\(made.errors)")
  }

  @Test func `rejected rows are named on standard error, the first of them`() throws {
    let folder = TemporaryFolder()
    let rows = (1...5).map { "pi_\($0),\"1,234\",EUR,2024-03-01" } + ["pi_9,1.00,EUR,2024-03-01"]
    try folder.write(("payment_id,amount,currency,paid_at\n" + rows.joined(separator: "\n")).utf8, to: "a.csv")
    let made = try run([Self.list, "--payments", folder("a.csv"), "-o", "exceptions:\(folder("x.csv"))"])
    #expect(made.ending == .exited(2))
    #expect(made.errors.contains("a.csv: 5 rows rejected: row 2: the comma may group digits"), "\(made.errors)")
    #expect(made.errors.contains("; row 4: "))
    #expect(made.errors.contains("found 1,234 in amount; and 2 more."))
    let audit = try Command.run(Command.tokaudit, ["audit", Self.list, "--payments", folder("a.csv"), "-q"])
    #expect(audit.ending == .exited(2))
    #expect(audit.errors.contains("a.csv: 5 rows rejected: row 2: the comma may group digits"), "\(audit.errors)")
  }

  @Test func `tokaudit rules explains every category`() throws {
    for code in ["no-payment", "paid-no-production", "timing", "amount-mismatch", "refund-unlinked"] {
      let result = try Command.run(Command.tokaudit, ["rules", code])
      #expect(result.ending == .exited(0))
      #expect(result.output.hasPrefix("\(code): "))
    }
  }
}
