/// All rules, in the order in which reports list them. This is the one list of codes.
public enum Rulebook {
  /// The rules of a single production line. Adding one takes its file and a line here.
  public static let lineRules: [any LineRule.Type] = [
    DataFileSize.self,
    TimestampOrder.self,
  ]
}
