/// A token file has the bytes that the list states.
enum TokenFileSize: Rule {
  static let about = RuleInfo(
    code: "token-file-size",
    title: "A token file has the bytes that the list states",
    severity: .error, impact: .tokens, owner: .service,
    basis: .proven("filesizes.data is the size of the file of GET /api/tokens/ID/data"),
    why: """
      filesizes.data states the bytes of the file. One that is shorter was cut off on its way, or holds fewer tokens; one \
      that is longer was changed. Of a compressed file the bytes after decompression count.
      """,
    example: "filesizes.data is 124415, and the file has 124399 bytes.",
    meanwhile: "Don't use the tokens: download the file again, and audit again.",
    ask: """
      Production line {line}, ended {ended}: {field} is {expected}, and the file that we downloaded has {actual} bytes. \
      Which is right?
      """)
}
