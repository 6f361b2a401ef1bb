/// What is known of a file of payments, refunds or disputes after it was read.
public struct PaymentFile: Sendable {
  /// What a file was given as.
  public enum Role: String, Sendable {
    /// What its rows are.
    case payments, refunds, disputes
  }

  /// A row that could not be used.
  public struct Rejection: Sendable {
    /// The row: the header is row 1; of a list, the element, from 1.
    public let row: Int
    /// What was expected there.
    public let reason: Prose
  }

  /// Rejected rows that are kept to be shown.
  static let keptRejections = 20

  /// The name that reports show.
  public let name: String
  /// What it was given as.
  public let role: Role
  /// The format, as reports call it; empty if it was not recognised.
  public internal(set) var format = ""
  /// Bytes read, after decompression.
  public internal(set) var bytes = 0
  /// The SHA-256 of the bytes as they were given, if that was asked for.
  public var digest: StoredDigest?
  /// Rows or elements read, without the header.
  public internal(set) var rows = 0
  /// Rows that were used: payments, refunds and disputes.
  public internal(set) var used = 0
  /// Rows of other subjects, such as payouts and fees: counted, not matched.
  public internal(set) var others = 0
  /// Rows that could not be used.
  public internal(set) var rejected = 0
  /// The first of them.
  public internal(set) var rejections: [Rejection] = []
  /// The first moment in it, in milliseconds since 1970; nil if no row has one.
  public internal(set) var first: Int?
  /// The last moment in it, in milliseconds since 1970; nil if no row has one.
  public internal(set) var last: Int?
  /// How far its API lists reach, by the kind of their objects.
  var runs: [String: ListRun] = [:]
  /// Whether a list of it goes on in another file.
  var isContinued = false
  /// Why it is not complete; empty if it is.
  public internal(set) var problems: [SourceProblem] = []

  /// A file of which nothing was read yet.
  public init(name: String, role: Role, problems: [SourceProblem] = []) {
    self.name = name
    self.role = role
    self.problems = problems
  }

  mutating func reject(_ row: Int, _ reason: Prose) {
    rejected += 1
    if rejections.count < PaymentFile.keptRejections { rejections.append(Rejection(row: row, reason: reason)) }
  }

  @inline(__always)
  mutating func note(_ moment: Int) {
    if first.map({ moment < $0 }) ?? true { first = moment }
    if last.map({ moment > $0 }) ?? true { last = moment }
  }
}
