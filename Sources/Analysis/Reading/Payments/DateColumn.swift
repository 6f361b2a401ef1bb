/// The dates of a column that have slashes: whether the day or the month stands first, as far as the whole column
/// tells.
///
/// A number above 12 can be no month, so one such date tells for all others. Until the end of the file, dates that can
/// be read in two ways stand as if the day came first; where none tells, or they contradict each other, the file is not
/// complete.
struct DateColumn {
  private struct Unclear {
    /// The place among the records of the book.
    let record: Int
    /// The moment if the month stands first.
    let monthFirst: Int
  }

  private var unclear: [Unclear] = []
  private var firstUnclear: (row: Int, text: String)?
  private var firstDay: (row: Int, text: String)?
  private var firstMonth: (row: Int, text: String)?

  /// Hears of the date of a record.
  ///
  /// - Parameter monthFirst: the moment if the month stands first, nil if only one reading is possible.
  mutating func add(_ time: PaymentTime, monthFirst: Int?, row: Int, text: @autoclosure () -> String, record: Int) {
    if let monthFirst {
      if firstUnclear == nil { firstUnclear = (row, text()) }
      unclear.append(Unclear(record: record, monthFirst: monthFirst))
    } else if time.order == .dayFirst, firstDay == nil {
      firstDay = (row, text())
    } else if time.order == .monthFirst, firstMonth == nil {
      firstMonth = (row, text())
    }
  }

  /// Gives unclear dates the order of the others, and says where they have none.
  func settle(_ records: inout [PaymentRecord], _ file: inout PaymentFile) {
    if firstMonth != nil, firstDay == nil {
      for date in unclear { records[date.record].created = date.monthFirst }
    }
    for date in unclear { file.note(records[date.record].created) }
    if let day = firstDay, let month = firstMonth {
      file.problems.append(.datesContradict(day, month, unclear: unclear.count))
    } else if let first = firstUnclear, firstDay == nil, firstMonth == nil {
      file.problems.append(.datesUnclear(first, count: unclear.count))
    }
  }
}

extension SourceProblem {
  fileprivate static let sayOrder: Prose = """
    Say \(name: "--date-order dmy") or \(name: "--date-order mdy") to \(name: "tokaudit reconcile"), or write dates as \
    2024-10-03
    """

  fileprivate static func datesUnclear(_ first: (row: Int, text: String), count: Int) -> SourceProblem {
    SourceProblem(
      kind: .malformed,
      message: """
        the day or the month may stand first in \(count, "date"), such as \(data: first.text) in row \(first.row), and \
        no other date of the column tells; they were read as if the day came first
        """, remedy: sayOrder)
  }

  fileprivate static func datesContradict(
    _ day: (row: Int, text: String), _ month: (row: Int, text: String), unclear: Int
  ) -> SourceProblem {
    let others: Prose =
      unclear == 0 ? "" : "; \(unclear, "date") that can be read in two ways were read as if the day came first"
    return SourceProblem(
      kind: .malformed,
      message: """
        the day stands first in \(data: day.text), row \(day.row), and the month in \(data: month.text), row \
        \(month.row)\(others)
        """, remedy: sayOrder)
  }
}
