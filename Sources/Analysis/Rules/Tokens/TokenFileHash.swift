/// A token file has the hash that the list states, as far as that can be told.
enum TokenFileHash: Rule {
  static let about = RuleInfo(
    code: "token-file-hash",
    title: "The SHA-256 of a token file is the hash that the list states, where that can be told",
    severity: .note, impact: .tokens, owner: .you,
    basis: .shape("how the seed enters the hashes of the list is not published"),
    why: """
      filehashes.data is there if a seed was sent. If the SHA-256 of the plain file agrees with it, the file is the one \
      that the service had. If not, nothing is known, since the service mixes in a seed in an unpublished way: the rule is \
      not testable then, and never fails. The SHA-256 of each file is in the report all the same, for your records.
      """,
    example: "filehashes.data is the SHA-256 of the file that was downloaded.",
    meanwhile: "Rely on token-checksum, which proves the tokens themselves.",
    ask: """
      Production line {line}, ended {ended}: how is {field} computed from the file and the seed?
      """)
}
