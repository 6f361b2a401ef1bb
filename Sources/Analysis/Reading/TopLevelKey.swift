/// The members that JSON:API and the service put at the top level, those that tell a bare resource object, and the one
/// that tells what comes from the API of payments.
enum TopLevelKey: String, CaseIterable {
  case links, data, errors, meta, jsonapi, included
  case type, id, attributes, relationships
  case object
}
