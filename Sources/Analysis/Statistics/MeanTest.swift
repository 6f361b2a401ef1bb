/// Whether the means of two samples differ by more than noise: the test of B. L. Welch (Biometrika 34, 1947, 28–35),
/// which doesn't presume equal variances, `t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂)`.
///
/// It is held against Student's t for a two-sided error of 0.1 percent at `min(n₁, n₂) − 1` degrees of freedom, the
/// fewest that Welch's formula can give: so the error is at most that, also for few values. Sums are exact; floating
/// point divides them at the end.
struct MeanTest: Equatable {
  /// The statistic; infinite if the means differ and neither sample scatters.
  let t: Double
  /// What `|t|` must exceed.
  let limit: Double

  /// Whether there is more than noise.
  var isTelling: Bool { t.magnitude > limit }

  /// The test of two samples; nil if one has fewer than two values.
  init?(_ one: Spread, _ other: Spread) {
    guard let s1 = one.deviation, let s2 = other.deviation, one.count > 1, other.count > 1 else { return nil }
    let difference = Double(other.sum) / Double(other.count) - Double(one.sum) / Double(one.count)
    let error = (s1 * s1 / Double(one.count) + s2 * s2 / Double(other.count)).squareRoot()
    t = difference == 0 ? 0 : difference / error
    limit = MeanTest.limit(freedom: min(one.count, other.count) - 1)
  }

  /// The 99.95th percentile of Student's t, from tables (Fisher and Yates, Statistical Tables, table III): that of the
  /// next smaller number of degrees of freedom that stands there.
  static func limit(freedom: Int) -> Double {
    table.last { $0.freedom <= freedom }?.limit ?? .infinity
  }

  private static let table: [(freedom: Int, limit: Double)] = [
    (1, 636.619), (2, 31.599), (3, 12.924), (4, 8.610), (5, 6.869), (6, 5.959), (7, 5.408), (8, 5.041), (9, 4.781),
    (10, 4.587), (11, 4.437), (12, 4.318), (13, 4.221), (14, 4.140), (15, 4.073), (16, 4.015), (17, 3.965), (18, 3.922),
    (19, 3.883), (20, 3.850), (25, 3.725), (30, 3.646), (40, 3.551), (60, 3.460), (120, 3.373),
  ]
}
