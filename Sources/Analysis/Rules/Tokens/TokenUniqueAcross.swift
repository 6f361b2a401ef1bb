/// No token stands in two production lines of one alphabet and length.
enum TokenUniqueAcross: Rule {
  static let about = RuleInfo(
    code: "token-unique-across",
    title: "Different production lines of one alphabet and characters per token share no token",
    severity: .off, impact: .tokens, owner: .you,
    basis: .shape("what a buyer may want; the service promises it within a production line only"),
    why: """
      Different production lines draw from the same tokens, so two of s₁ and s₂ tokens share about s₁ · s₂ / T of them, \
      and two complete ones share all. That is nobody's fault; but whoever uses both for one purpose must know. Tokens are \
      compared exactly, those of production lines whose files have rows of the right form only, and none of them twice: \
      whether their number and their checksum are right makes no difference. Alphabets with the same characters, such as \
      BASE16 and LOWER_HEX, are one. A finding stands on the later one in the list. With --unique-across this is a warning.
      """,
    example: "Two complete production lines of DICE with five characters per token share all 7,776 tokens.",
    meanwhile: "Don't use both production lines where a number must occur once.",
    ask: """
      Production line {line}, ended {ended}: {actual} of its tokens stand in another production line too. Can tokens be \
      excluded from an order?
      """)
}
