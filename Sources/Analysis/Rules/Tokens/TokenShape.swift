/// Every row of a token file is a token of the right form.
enum TokenShape: Rule {
  static let about = RuleInfo(
    code: "token-shape",
    title: "Every row of a token file is one token, and nothing else is in the file",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("one token a row and no newline after the last, in every published example"),
    why: """
      A token has exactly the characters per token that the list states, each of them a character of the alphabet, byte \
      for byte: nothing is normalised. Between two tokens there is one newline and nothing else, and none after the last; \
      there is no byte order mark. A program on the way, such as an editor or a spreadsheet, may have changed the file.
      """,
    example: "A file was saved by an editor that adds a newline at the end.",
    meanwhile: "Download the file again without opening it, and audit again.",
    ask: """
      Production line {line}, ended {ended}: its file has {actual}. Is it so on your side too?
      """)
}
