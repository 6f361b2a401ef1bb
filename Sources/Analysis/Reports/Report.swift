/// A finished audit as headings, sentences and tables: the only input of every format for people.
public struct Report: Sendable {
  /// A piece of the report, in reading order.
  public enum Block: Sendable {
    /// A heading; level 1 is the title.
    case heading(Int, Prose)
    /// A sentence or two.
    case paragraph(Prose)
    /// Rows and columns.
    case table(Table)
    /// Text to be copied as it is, one entry a row.
    case copy([Prose])
    /// A picture, for formats that have pictures: all that it shows stands in tables or sentences too.
    case picture(Picture)
    /// Rows to be signed by hand; a page to print has them on its first page.
    case signatures(Table)
  }

  /// Rows under headings.
  public struct Table: Sendable {
    /// A column.
    public struct Column: Sendable {
      let title: String
      /// Numbers stand to the right.
      let isNumber: Bool

      init(_ title: String, isNumber: Bool = false) {
        self.title = title
        self.isNumber = isNumber
      }
    }

    /// The columns.
    public let columns: [Column]
    /// The rows, each with a cell for every column.
    public internal(set) var rows: [[Prose]] = []

    init(_ columns: [Column]) {
      self.columns = columns
    }

    /// Empty rows for the names of who prepared and who reviewed a report.
    static var signatures: Table {
      var table = Table([.init(""), .init("name"), .init("date"), .init("signature")])
      table.rows = [["Prepared", "", "", ""], ["Reviewed", "", "", ""]]
      return table
    }
  }

  /// The pieces that are complete in themselves: the answer, and what to do.
  public let first: [Block]
  /// The pieces that show why.
  public let rest: [Block]

  /// What became of each order, for a picture of it; empty without orders.
  public var deliveries: [OrderDelivery] = []

  /// The pieces in reading order.
  public var blocks: [Block] { first + rest }

  /// The first heading.
  public var title: Prose {
    if case .heading(_, let title)? = first.first { title } else { "" }
  }
}
