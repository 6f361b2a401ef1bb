/// Why a source is not complete: what was expected, what was found, where, and what to do about it.
public struct SourceProblem: Error, Sendable {
  /// The kinds that a caller tells apart.
  public enum Kind: Equatable, Sendable {
    /// The bytes can't be had.
    case unreadable
    /// The bytes are no JSON as RFC 8259 demands it.
    case malformed
    /// The input ends before the document does.
    case truncated
    /// There is nothing, or no production line.
    case empty
    /// A document, but not a list of production lines.
    case anotherKind
    /// The service answered with errors; their status if it is a number.
    case errorDocument(status: Int?)
    /// The list goes on elsewhere, or may.
    case partialList
    /// The service could not be reached for now, and nothing was read.
    case notReached

    /// Whether the service refused the session key.
    public var isRefusal: Bool { self == .errorDocument(status: 401) || self == .errorDocument(status: 403) }

    /// Whether the service answered with a status that may be another one after a while.
    public var isTransient: Bool {
      switch self {
      case .errorDocument(status: 408), .errorDocument(status: 429), .errorDocument(status: .some(500..<600)): true
      default: false
      }
    }
  }

  /// The kind.
  public let kind: Kind
  /// Where it was found, nil if it concerns the source as a whole.
  public let location: Location?
  /// What was expected and what was found.
  public let message: Prose
  /// What to do.
  public let remedy: Prose

  /// A problem in words.
  public init(kind: Kind, location: Location? = nil, message: Prose, remedy: Prose) {
    self.kind = kind
    self.location = location
    self.message = message
    self.remedy = remedy
  }

  /// A source that can't be read on, with what it says itself about what to do.
  public init(_ failure: SourceFailure, at location: Location? = nil) {
    self.init(
      kind: .unreadable, location: location, message: "can't be read: \(data: failure.message)",
      remedy: failure.remedy ?? "Check that it is there, whole, and may be read")
  }

  /// The whole problem in one sentence or two, without the name of the source.
  public var text: Prose {
    guard let location else { return "\(message). \(remedy)." }
    // Offsets are searched for in editors and scripts: no separators.
    let place = "byte \(location.offset) (row \(location.row), column \(location.column))"
    return "\(words: place): \(message). \(remedy)."
  }
}

extension SourceProblem {
  private static let saveAgain: Prose = "Save the answer again and audit the whole of it"

  static let empty = SourceProblem(
    kind: .empty, message: "the input is empty",
    remedy: "A saved answer is a document, even if there is nothing in its `data`")

  static func noProductionLines() -> SourceProblem {
    SourceProblem(
      kind: .empty, message: "there is not one production line",
      remedy: "If that is right, say so with \(name: "--allow-empty")")
  }

  /// The system's words where it refuses to read.
  public static func unreadable(_ message: String, remedy: Prose? = nil) -> SourceProblem {
    SourceProblem(SourceFailure(message, remedy: remedy))
  }

  static func moreThanOneDocument(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "expected the end of the answer after its document, found something else",
      remedy: "The service sends one document: ask it again, and see what stands between it and you")
  }

  static func truncated(at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .truncated, location: location, message: "the input ends in the middle of a document", remedy: saveAgain)
  }

  static func tooLong(isRecord: Bool, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: """
        expected \(words: isRecord ? "a production line" : "a member of the document") of at most \
        \(Window.recordLimit >> 20) MiB; this one is longer
        """,
      remedy: "The service makes none of that size: \(saveAgain)")
  }

  static func encoding(_ name: String) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: Location(offset: 0, row: 1, column: 1),
      message: "expected UTF-8, found \(words: name)",
      remedy: "Convert it, for example with \(name: "iconv -t UTF-8")")
  }

  static func syntax(_ cause: Stop.Cause, found: UInt8, at location: Location, guess: String?) -> SourceProblem {
    let hex = String(found, radix: 16, uppercase: true)
    let number = "byte 0x\(hex.count == 1 ? "0" : "")\(hex)"
    let byte = (0x21...0x7E).contains(found) ? "'\(String(UnicodeScalar(found)))' (\(number))" : number
    return SourceProblem(
      kind: .malformed, location: location,
      message: """
        expected \(words: cause.expected), found \(data: byte)\
        \(words: guess.map { ": the input looks like \($0)" } ?? "")
        """,
      remedy: "The input is not the service's answer as it was sent: \(saveAgain)")
  }

  static func twice(_ key: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location,
      message: "the key \(name: key) stands twice in one document; only the first was audited", remedy: saveAgain)
  }

  static func notAList(found: [UInt8], at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, location: location,
      message: """
        expected an array or an object in \(name: "data"), found \(data: String(decoding: found, as: UTF8.self))
        """,
      remedy: saveAgain)
  }

  static func anotherKind(_ why: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, location: location, message: "the document is no list of production lines: \(words: why)",
      remedy: "Save the answer of \(name: "GET /api/tokens")")
  }

  /// An answer of the API of payments, by its member `object`.
  static func foreign(_ object: String, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .anotherKind, location: location,
      message: "this is an answer of the API of payments, of the kind \(data: object)",
      remedy: "Name payments with \(name: "--payments"), beside a list that is the answer of \(name: "GET /api/tokens")"
    )
  }

  static func partialList(_ next: Links.Next, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .partialList, location: location,
      message: next.isLink
        ? "this is not the whole list: \(name: "links.next") points to \(data: next.text)"
        : "whether this is the whole list can't be told: \(name: "links.next") is \(data: next.text), which is no link",
      remedy: "Save the further pages too and audit all of them together")
  }

  static func changedMeanwhile() -> SourceProblem {
    SourceProblem(
      kind: .unreadable, message: "it changed while it was audited",
      remedy: "Audit it again when nothing writes to it any more")
  }

  static func errorDocument(_ error: ErrorDocument, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .errorDocument(status: error.status), location: location,
      message: "the service answered with an error: \(error.text)",
      remedy: error.isRefusal
        ? "Check the session key, then ask again" : "Solve what the service complains about, then ask again")
  }
}
