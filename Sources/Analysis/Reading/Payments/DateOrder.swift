/// What stands first in dates such as 03/10/2024.
public enum DateOrder: String, Sendable {
  /// The day: 3 October in the example.
  case dayFirst = "dmy"
  /// The month: 10 March in the example.
  case monthFirst = "mdy"
}
