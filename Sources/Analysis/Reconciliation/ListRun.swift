/// What the API lists of one file say of where they end, for objects of one kind.
///
/// An export of several pages is several lists, of which each but the last says that there is more.
struct ListRun: Sendable {
  /// What the last list says that says it: whether there is more of it.
  var goesOn: Bool?
  /// The earliest `created` of all objects, in milliseconds since 1970; nil if none has one.
  var oldest: Int?

  /// Whether a file that says that there is more goes on in another one: in a list that has come to its end and reaches
  /// at least as far back, since lists begin with what is newest.
  func isContinued(by other: ListRun) -> Bool {
    guard other.goesOn == false, let oldest, let end = other.oldest else { return false }
    return end <= oldest
  }
}
