/// The tokens have the checksum that the list states.
enum TokenChecksum: Rule {
  static let about = RuleInfo(
    code: "token-checksum",
    title: "The tokens produced so far have the checksum that the list states",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("the checksum is the XOR of all tokens that remain; rival models were refuted"),
    why: """
      The checksum is the XOR, column by column, of the code points of all tokens not produced yet. So it is the XOR of all \
      tokens produced so far, and of P in every column: the XOR of the alphabet's code points if their number is odd or a \
      token has one character, else 0. Of a later part the files of all parts before it are needed. A report says in how \
      many columns the two differ, never what they are, since few tokens could be read from it.
      """,
    example: "A character of one token was changed: its column differs.",
    meanwhile: "Don't use the tokens: download the file again, and audit again.",
    ask: """
      Production line {line}, ended {ended}: the tokens of its file don't have the checksum that the list states, {actual}. \
      Is the file the one that was produced?
      """)
}
