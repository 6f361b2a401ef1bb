/// A production line as a row of an earlier report names it.
struct PreviousLine {
  /// Its id; empty if the report names none.
  let id: String
  /// When the job was requested; empty if the report names no moment, or one that was wrong.
  let requested: String
}
