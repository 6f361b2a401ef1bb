/// A token file has as many tokens as were ordered.
enum TokenCount: Rule {
  static let about = RuleInfo(
    code: "token-count",
    title: "A token file has as many tokens as the list states",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("one token a row, size of them, in every published example"),
    why: """
      Every row that is not blank holds a token, and size says how many there are.
      """,
    example: "size is 7776, and the file has 7775 rows.",
    meanwhile: "Don't use the tokens: download the file again, and audit again.",
    ask: """
      Production line {line}, ended {ended}: {field} is {expected}, and the file that we downloaded has {actual} tokens. \
      Which is right?
      """)
}
