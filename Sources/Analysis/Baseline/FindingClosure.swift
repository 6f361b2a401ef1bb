/// Why a finding of the previous report was not made again.
public enum FindingClosure: String, CaseIterable, Sendable {
  /// What it is about was judged again, and is right.
  case resolved
  /// Its production line is listed, but ended outside the window, so the rule was not asked, or would fail again.
  case outOfWindow = "out-of-window"
  /// No input lists its production line any more.
  case notListed = "not-listed"
  /// What it is about is still there, but its rule could not be tested on it, so nobody knows.
  case notTested = "not-tested"
}
