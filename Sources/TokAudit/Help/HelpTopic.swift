import Analysis

/// A topic of the help that belongs to no command.
enum HelpTopic: String, CaseIterable {
  case exitCodes = "exit-codes"
  case formats, privacy

  /// A part of its text.
  enum Block {
    case paragraph(String)
    case definitions([(term: String, text: String)])
  }

  /// One sentence for the overview.
  var summary: String {
    switch self {
    case .exitCodes: "How commands end, as their exit codes."
    case .formats: "What can be read, and what reports look like."
    case .privacy: "What is kept, shown and sent, and what is not."
    }
  }

  /// Its text.
  var blocks: [Block] {
    switch self {
    case .exitCodes: Self.exitCodeBlocks
    case .formats: Self.formatBlocks
    case .privacy: Self.privacyBlocks
    }
  }

  /// Its text for a terminal.
  func text(width: Int) -> String {
    let parts = blocks.map { block in
      switch block {
      case .paragraph(let text): "\(TextLayout.wrap(text, width: width))\n"
      case .definitions(let rows): TextLayout.definitions(rows, width: width)
      }
    }
    return ([TextLayout.wrap(summary, width: width) + "\n"] + parts).joined(separator: "\n")
  }

  private static var exitCodeBlocks: [Block] {
    [
      .paragraph("The code tells how a command ended. It is never a count, and no number gets another meaning later."),
      .definitions(CommandTable.exitCodes.map { (term: String($0.rawValue), text: "\($0.meaning).") }),
      .paragraph(
        "Some commands say it in words of their own: see tokaudit help COMMAND. What --data, --earlier, --orders and --payments name "
          + "is input, so it ends with 2 if it is bad; a bad file that says how to read or judge, such as that of "
          + "--alphabets, --data-map, --accept or --previous, ends with 78. With 2, what could be read was audited, "
          + "and the report says INCOMPLETE. With 64, 77 and 78 no report is written, and with 75 there was nothing to "
          + "report. With --fail-on never only the exit code is another one; the report says the same."),
    ]
  }

  private static let formatBlocks: [Block] = [
    .paragraph(
      "Lists are answers of GET /api/tokens, of GET /api/tokens/ID or of DELETE /api/tokens: JSON by RFC 8259 in UTF-8, "
        + "several documents one after another, or one resource object a row. Files may be compressed with gzip."),
    .paragraph(
      "Token files are UTF-8 text with a token a row and no newline after the last, named ID, ID.csv or ID.txt, and "
        + "ID.part1.csv and so on for earlier parts, each with or without .gz."),
    .paragraph("The ending of a path after -o chooses the format of a report:"),
    .definitions([
      (term: ".md", text: "Markdown for people, the answer first."),
      (term: ".html", text: "The same as a page to look at, print and sign."),
      (term: ".json", text: "For programs. Schemas/report.schema.json in the repository describes it."),
      (
        term: ".csv",
        text:
          "A table of findings; findings:, lines:, rates:, rules: or, with token files, quality: or token-files: before the "
          + "path chooses a table. Of a reconciliation they are exceptions:, which is the default, matches: and totals:."
      ),
      (term: "/", text: "All of them, in that folder."),
    ]),
    .paragraph(
      "Tables are CSV by RFC 4180 in UTF-8 with a header. Numbers are written without separators, a missing one as an empty "
        + "cell. Text that a spreadsheet could take for a formula, or for a number that it doesn't keep, gets an apostrophe. "
        + "failed_rules has the rules of single production lines only; those that need the whole list, token files, orders or "
        + "earlier runs are in findings.csv only. Of findings that compare production lines, byte_offset is where the "
        + "production line begins. The columns:"
    ),
    .definitions([
      (term: "findings.csv", text: columns(FindingsTable.header)),
      (term: "lines.csv", text: columns(LinesTable.header)),
      (term: "rates.csv", text: columns(RatesTable.header)), (term: "rules.csv", text: columns(RulesTable.header)),
      (term: "quality.csv", text: columns(QualityTable.header)),
      (term: "token-files.csv", text: columns(TokenFilesTable.header)),
      (term: "exceptions.csv", text: columns(ExceptionsTable.header)),
      (term: "matches.csv", text: columns(MatchesTable.header)),
      (term: "totals.csv", text: columns(TotalsTable.header)),
    ]),
  ]

  private static let privacyBlocks: [Block] = [
    .paragraph(
      "tokaudit sends nothing to anybody but the server of a URL that you give: no statistics, no look for updates."),
    .paragraph(
      "The session key is read from a file or asked for on the terminal. It is in no argument, variable, report or message "
        + "of tokaudit. The system's curl gets it on its standard input and sends it to the server that you named; "
        + "redirects are not followed, certificates are always checked, and plain http is refused unless the server is this "
        + "computer or --insecure-http is given. Core files are switched off before the key is read. Where the server sends "
        + "the key back, asterisks are shown; only an answer that you save has every byte as it came."),
    .paragraph(
      "Tokens are never shown: reports and messages name rows, offsets and counts only. Tokens that are compared may wait "
        + "in a temporary file without a name, which is gone when the command ends. Token files that were fetched can be "
        + "read by you alone."),
    .paragraph(
      "Reports show ids of production lines, payments and transactions, the paths of inputs as you gave them (of absolute "
        + "ones the last part only), and values that a finding is about: treat them as you treat the lists. Names, addresses "
        + "and cards in payment files are not read. URLs are shown without user, password and query."),
    .paragraph(
      "Reports don't say when, where and by whom they were made; run writes its times into run.json. No file is written but "
        + "those that you name, the folder of a job's runs, and temporary ones."),
  ]

  /// The columns of a table, from its header.
  private static func columns(_ header: String) -> String {
    "\(header.split(whereSeparator: { ",\r\n".contains($0) }).joined(separator: ", "))."
  }
}
