import Foundation

/// A JSON document, read by another reader than the one under test.
indirect enum JSONNode: Decodable, Equatable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONNode])
  case object([String: JSONNode])

  /// The document in a text.
  static func read(_ text: String) throws -> JSONNode {
    try JSONDecoder().decode(JSONNode.self, from: Data(text.utf8))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONNode].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONNode].self))
    }
  }

  /// A member of an object, or an element of a list by its number.
  subscript(_ key: String) -> JSONNode? {
    get {
      switch self {
      case .object(let members): members[key]
      case .list(let elements): Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      default: nil
      }
    }
    set {
      switch self {
      case .object(var members):
        members[key] = newValue
        self = .object(members)
      case .list(var elements):
        if let index = Int(key), let newValue { elements[index] = newValue }
        self = .list(elements)
      default: break
      }
    }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
  var list: [JSONNode] { if case .list(let list) = self { list } else { [] } }
  var object: [String: JSONNode] { if case .object(let object) = self { object } else { [:] } }
}
