/// Holds a document against a JSON Schema (draft 2020-12), as far as ours goes; a keyword that it doesn't know is a
/// failure, so that nothing in a schema goes unchecked.
struct SchemaValidator {
  let schema: JSONNode
  /// Whether a member that the schema doesn't describe is a failure too, though other programs must accept it.
  var refusesUndescribed = false

  private static let annotations: Set<String> = ["$schema", "$defs", "title", "description"]

  /// What is wrong, each with its place; empty if nothing is.
  func problems(_ document: JSONNode) -> [String] {
    check(document, schema, "$")
  }

  private func check(_ value: JSONNode, _ schema: JSONNode, _ place: String) -> [String] {
    if case .flag(let allowed) = schema { return allowed ? [] : ["\(place): nothing is allowed here"] }
    guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
      check(value, keyword, rule, in: keywords, place)
    }
  }

  private func check(
    _ value: JSONNode, _ keyword: String, _ rule: JSONNode, in schema: [String: JSONNode], _ place: String
  ) -> [String] {
    func fail(_ why: String) -> [String] { ["\(place): \(why)"] }
    switch keyword {
    case _ where Self.annotations.contains(keyword): return []
    case "type":
      let types = rule.text.map { [$0] } ?? rule.list.compactMap(\.text)
      return types.contains { value.has(type: $0) } ? [] : fail("is no \(types.joined(separator: " or "))")
    case "const": return value == rule ? [] : fail("is not \(rule)")
    case "enum": return rule.list.contains(value) ? [] : fail("\(value) is not among those allowed")
    case "minimum":
      guard case .integer(let number) = value, let least = rule.integer else { return [] }
      return number >= least ? [] : fail("\(number) is below \(least)")
    case "pattern":
      guard let text = value.text, let pattern = rule.text else { return [] }
      guard let regex = try? Regex(pattern) else { return fail("the pattern \(pattern) can't be read") }
      return text.contains(regex) ? [] : fail("\(text) doesn't match \(pattern)")
    case "required":
      guard case .object(let members) = value else { return [] }
      return rule.list.compactMap(\.text).filter { members[$0] == nil }.flatMap { fail("\($0) is missing") }
    case "properties":
      return value.object.flatMap { key, member in rule[key].map { check(member, $0, "\(place).\(key)") } ?? [] }
    case "propertyNames": return value.object.keys.flatMap { check(.text($0), rule, "\(place).\($0)") }
    case "additionalProperties":
      let described = schema["properties"]?.object ?? [:]
      return value.object.filter { described[$0.key] == nil }.flatMap { key, member in
        if refusesUndescribed, !described.isEmpty { return fail("\(key) is not described") }
        return check(member, rule, "\(place).\(key)")
      }
    case "items":
      return value.list.enumerated().flatMap { check($1, rule, "\(place)[\($0)]") }
    case "$ref":
      let path = (rule.text ?? "").split(separator: "/").map(String.init)
      guard path.count == 3, path[0] == "#", path[1] == "$defs", let target = self.schema["$defs"]?[path[2]] else {
        return fail("\(rule) leads nowhere")
      }
      return check(value, target, place)
    case "minLength":
      guard let text = value.text, let least = rule.integer else { return [] }
      return text.unicodeScalars.count >= least ? [] : fail("\(text) is shorter than \(least)")
    case "minItems":
      guard case .list(let elements) = value, let least = rule.integer else { return [] }
      return elements.count >= least ? [] : fail("\(elements.count) elements are below \(least)")
    case "allOf": return rule.list.flatMap { check(value, $0, place) }
    case "anyOf", "oneOf":
      let fitting = rule.list.count { check(value, $0, place).isEmpty }
      let isFine = keyword == "anyOf" ? fitting > 0 : fitting == 1
      return isFine ? [] : fail("\(fitting) of \(keyword) fit")
    default: return fail("the keyword \(keyword) is not known")
    }
  }
}

extension JSONNode {
  fileprivate func has(type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.flag, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
      (.text, "string"), (.list, "array"), (.object, "object"):
      true
    default: false
    }
  }
}
