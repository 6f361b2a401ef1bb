/// Token files and production lines belong together.
enum TokenFilePresent: Rule {
  static let about = RuleInfo(
    code: "token-file-present",
    title: "Every production line that has ended has its token file, once, and every token file its production line",
    severity: .error, impact: .tokens, owner: .you,
    basis: .shape("the names of token files, which are those of --data"),
    why: """
      With --data, the file of the latest part of a production line is looked for as ID, ID.csv or ID.txt, or by the \
      number of its part as ID.part2.csv, each also with .gz, in capitals too. What is not there, or there twice, proves nothing; a file \
      without a production line may be of another session. Where a later part ended outside the window, the part within \
      is held against its numbered file, if all parts before it were read.
      """,
    example: "The list has a production line that ended, and the folder has no file of its id.",
    meanwhile: "Download the files of all production lines of the list, and audit again.",
    ask: """
      Production line {line}, ended {ended}: its token file is missing here. Can it still be downloaded?
      """)
}
