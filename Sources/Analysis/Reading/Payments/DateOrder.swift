/// What stands first in dates such as 03/10/2024.
public enum DateOrder: String, Sendable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}
