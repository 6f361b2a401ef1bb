import Analysis

/// What is wrong with a job file, and where.
struct JobProblem: Error, Equatable {
  /// The whole sentence, with the place.
  let message: String

  /// A problem of a value.
  init(_ reason: String, at location: Location) {
    message = "row \(location.row), column \(location.column): \(reason)"
  }

  /// A problem of the file as a whole.
  init(_ reason: String) { message = reason }
}
