/// A token file that was found, not open yet.
public struct TokenFile: Sendable {
  /// How reports call it.
  public let name: String
  /// What its name says.
  let place: TokenFileName
  /// Why it can't be opened, nil if it can be tried.
  let problem: SourceProblem?

  /// Where a table says that it is, for the caller to open it; nil for a file that its name has told.
  public let path: String?

  /// A file of this name.
  public init(name: String, place: TokenFileName, problem: SourceProblem? = nil, path: String? = nil) {
    self.name = name
    self.place = place
    self.problem = problem
    self.path = path
  }
}
