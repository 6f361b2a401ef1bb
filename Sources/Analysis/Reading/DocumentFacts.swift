/// What a document has said so far besides its data.
struct DocumentFacts {
  var hasData = false
  var error: (ErrorDocument, Location)?
  /// What says that the list goes on elsewhere.
  var next: SourceProblem?
  /// What it calls itself, if it comes from another API than the service's.
  var foreignObject: (String, Location)?

  /// Where a member of a resource object stands, which no document has.
  var resourceMember: Location?

  /// Why it is no list of the service, once it has ended; nil if it is one.
  func problem(at end: @autoclosure () -> Location) -> SourceProblem? {
    if let (object, place) = foreignObject { return .foreign(object, at: place) }
    if let place = resourceMember {
      return .anotherKind("it begins like a document, and has members of a resource object", at: place)
    }
    if let (error, place) = error { return .errorDocument(error, at: place) }
    return hasData ? nil : .anotherKind("it has neither `data` nor `errors`", at: end())
  }
}
