/// No token stands twice in a production line.
enum TokenUnique: Rule {
  static let about = RuleInfo(
    code: "token-unique",
    title: "No token stands twice in a production line, all its parts included",
    severity: .error, impact: .tokens, owner: .service,
    basis: .shape("the service promises it"),
    why: """
      The service draws tokens without replacement, and goes on where the part before ended. The comparison is exact. It \
      covers the files that are there; equal tokens of different production lines are no fault.
      """,
    example: "Row 812 of the second part is the token of row 17 of the first.",
    meanwhile: "Don't use the tokens: two buyers would have the same number.",
    ask: """
      Production line {line}, ended {ended}: a token stands in it more than once, {actual}. How can that be?
      """)
}
