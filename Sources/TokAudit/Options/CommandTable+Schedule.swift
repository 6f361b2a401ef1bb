/// The commands of scheduled jobs.
extension CommandTable {
  /// One run of a job.
  static let run = CommandSpec(
    name: "run",
    summary: "Run a job: audit, compare with the run before, keep the reports, tell somebody.",
    discussion: [
      "A job file names the sources, the window, the options of audit, and who is told. Each run gets a folder below "
        + "Reports, named after the first day of its window, with all reports and a run.json; index.md lists the runs, and "
        + "latest leads to the newest. Nothing is overwritten: a repeat gets -2 behind its name.",
      "Findings are compared with the last complete run of an earlier day. Only new ones fail a run.",
    ],
    examples: [
      .init(command: "run --print-example > nightly.json", effect: "Begins a job file."),
      .init(command: "run --check nightly.json", effect: "Checks the file, and shows what a run would do."),
      .init(command: "run nightly.json", effect: "Runs the job."),
    ],
    operands: OperandSpec(name: "JOB.json", limit: 1, help: "The job file; relative paths in it begin at its folder."),
    options: [.metrics, .check, .printExample, .runAsOf, .quiet],
    endings: [
      .init(.success, "complete, and nothing new at or above fail-on"),
      .init(.findings, "complete, with new findings at or above fail-on"),
      .init(
        .incomplete,
        "incomplete: an input is missing or not whole, fewer production lines than expected, or a report or the index "
          + "could not be written; or another run of the job takes longer than hungAfter"), .init(.usage),
      .init(.temporary, "another run of the job is not finished, or the service could not be reached for now"),
      .init(.refused), .init(.configuration, "the job file, or a file that it names, is bad; no report was written"),
    ])

  /// Unit files for a job.
  static let schedule = CommandSpec(
    name: "schedule",
    summary: "Print what makes systemd or cron run a job.",
    discussion: [
      "The time comes from the key at of the job file, in the job's time zone; a job of last-month runs on the first day of "
        + "each month, others every day. The files are printed one after another, each below a comment with its name."
    ],
    examples: [
      .init(command: "schedule nightly.json --systemd", effect: "Prints a service, one for its failure, and a timer."),
      .init(command: "schedule nightly.json --cron", effect: "Prints a row for crontab."),
    ],
    operands: OperandSpec(name: "JOB.json", limit: 1, help: "The job file."),
    options: [.systemd, .cron, .program],
    endings: [
      .init(.success, "complete"), .init(.incomplete, "the text could not be written"), .init(.usage),
      .init(.configuration, "the job file is bad"),
    ])

  /// Two reports, or two lists, side by side.
  static let compare = CommandSpec(
    name: "compare",
    summary: "Say what changed between two lists of production lines, or two JSON reports.",
    discussion: [
      "Of two lists (files or folders, as audit takes them), the report says which production lines were added or "
        + "continued, have vanished or progressed, and which were changed after they had been finished, member by member; which findings are new, "
        + "known or resolved; and whether the rates of what has ended since differ from those before by more than noise.",
      "Of two JSON reports, findings are compared by their fingerprints, as --previous does: new ones are only in the newer "
        + "report, resolved ones only in the older one; the known ones are counted. What comes from other rules, and not from "
        + "other data, is told apart.",
    ],
    examples: [
      .init(command: "compare monday.json tuesday.json", effect: "Says what became of the production lines."),
      .init(command: "compare old-report.json new-report.json", effect: "Lists what is new and what is resolved."),
      .init(
        command: "compare monday.json tuesday.json -o change.html -o change.json",
        effect: "Writes it for people and for programs."),
    ],
    operands: OperandSpec(
      name: "LIST|REPORT.json", limit: 2,
      help:
        "Two lists, the older one first, or two reports that were written with -o FILE.json. A list is a file or a folder; "
        + "fetch saves that of a URL."),
    options: [.comparisonOutput, .comparisonFormat, .comparisonAlphabets, .comparisonAllowEmpty, .comparisonMaxRows],
    endings: [
      .init(.success, "both audits are complete, nothing is new, and nothing finished was changed"),
      .init(.findings, "both audits are complete, and there is a new finding, or something finished was changed"),
      .init(
        .incomplete,
        "an input can't be read or is not whole, an audit is not complete, or a report could not be written"),
      .init(.usage), .init(.configuration, "the file of --alphabets is bad"),
    ])
}
