/// One of the two sides of a comparison.
public enum ComparedSide: Sendable {
  /// What is compared with.
  case older
  /// What is compared.
  case newer
}
