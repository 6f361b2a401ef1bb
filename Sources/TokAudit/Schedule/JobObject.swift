import Analysis

/// An object of a job file; every key must be known, and stand there once.
struct JobObject {
  private let path: String
  private let tree: JSONTree
  private let members: [JSONTree.Member]

  /// The object at a place, such as `notify`; "$comment" is allowed in every one.
  init(_ tree: JSONTree, path: String, keys: [String]) throws(JobProblem) {
    guard case .object(let members) = tree.value else {
      throw JobProblem("\(path) must be an object.", at: tree.location)
    }
    var seen: Set<[UInt8]> = []
    for member in members {
      let shown = "\"\(member.name)\" in \(path)"
      // Equal strings may be different bytes.
      if !seen.insert(Array(member.name.utf8)).inserted {
        throw JobProblem("\(shown) stands twice.", at: member.value.location)
      }
      if member.name == "$comment" || keys.contains(where: { $0.utf8.elementsEqual(member.name.utf8) }) { continue }
      let near = Spelling.nearest(to: member.name, among: keys).map { " Did you mean \"\($0)\"?" }
      let hint = near ?? " There are \(keys.joined(separator: ", "))."
      throw JobProblem("\(shown) is not known.\(hint)", at: member.value.location)
    }
    self.path = path
    self.tree = tree
    self.members = members.filter { $0.name != "$comment" }
  }

  /// The values in their order, by their keys.
  var all: [(key: String, value: JSONTree)] { members.map { ($0.name, $0.value) } }

  /// The value of a key.
  func value(_ key: String) -> JSONTree? { members.first { $0.name == key }?.value }

  /// Says what is wrong with the value of a key.
  func problem(_ key: String, _ demand: String) -> JobProblem {
    JobProblem("\(path == "the job" ? "" : "\(path).")\(key) \(demand)", at: value(key)?.location ?? tree.location)
  }

  /// A text that is not empty.
  func text(_ key: String) throws(JobProblem) -> String? {
    guard let value = value(key) else { return nil }
    guard case .text(let text) = value.value, !text.isEmpty, !text.utf8.contains(0) else {
      throw problem(key, "must be a text that is not empty.")
    }
    return text
  }

  /// One of the words.
  func word(_ key: String, _ words: [String]) throws(JobProblem) -> String? {
    guard let text = try text(key) else { return nil }
    if words.contains(text) { return text }
    throw problem(key, "must be one of \(words.joined(separator: ", ")).")
  }

  /// True or false; false if nothing is said.
  func flag(_ key: String) throws(JobProblem) -> Bool {
    guard let value = value(key) else { return false }
    guard case .flag(let flag) = value.value else { throw problem(key, "must be true or false.") }
    return flag
  }

  /// A whole number of at least 1.
  func count(_ key: String) throws(JobProblem) -> Int? {
    guard let value = value(key) else { return nil }
    guard case .whole(let number) = value.value, number > 0 else {
      throw problem(key, "must be a whole number of 1 or more.")
    }
    return number
  }

  /// A list of texts, with at least one.
  func texts(_ key: String) throws(JobProblem) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .list(let elements) = value.value, !elements.isEmpty else {
      throw problem(key, "must be a list with at least one text.")
    }
    var texts: [String] = []
    for element in elements {
      guard case .text(let text) = element.value, !text.isEmpty, !text.utf8.contains(0) else {
        throw JobProblem("every element of \(key) must be a text that is not empty.", at: element.location)
      }
      texts.append(text)
    }
    return texts
  }

  /// A length of time.
  func duration(_ key: String) throws(JobProblem) -> TimeSpan? {
    guard let text = try text(key) else { return nil }
    guard let span = TimeSpan(text) else { throw problem(key, "must be a length of time, such as 30s or 5m.") }
    return span
  }
}
