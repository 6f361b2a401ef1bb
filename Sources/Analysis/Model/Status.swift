/// The last step that a production line has reached, in the order of its life.
public enum Status: UInt8, CaseIterable, Comparable, Sendable {
  /// The steps in their order.
  case requested, started, ended, finished, analyzed, deleted

  /// The word in the document.
  public var name: String { word.description }

  private var word: StaticString {
    switch self {
    case .requested: "requested"
    case .started: "started"
    case .ended: "ended"
    case .finished: "finished"
    case .analyzed: "analyzed"
    case .deleted: "deleted"
    }
  }

  /// The stamp of this step.
  public var stamp: Field {
    switch self {
    case .requested: .requested
    case .started: .started
    case .ended: .ended
    case .finished: .finished
    case .analyzed: .analyzed
    case .deleted: .deleted
    }
  }

  /// The status of a word, nil for a word that is not known.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount > 0 else { return nil }
    // The first letter tells them apart; the rest is then compared once.
    let candidate: Status
    switch bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self) {
    case UInt8(ascii: "r"): candidate = .requested
    case UInt8(ascii: "s"): candidate = .started
    case UInt8(ascii: "e"): candidate = .ended
    case UInt8(ascii: "f"): candidate = .finished
    case UInt8(ascii: "a"): candidate = .analyzed
    case UInt8(ascii: "d"): candidate = .deleted
    default: return nil
    }
    guard bytes.equals(candidate.word) else { return nil }
    self = candidate
  }

  public static func < (left: Status, right: Status) -> Bool {
    left.rawValue < right.rawValue
  }
}
