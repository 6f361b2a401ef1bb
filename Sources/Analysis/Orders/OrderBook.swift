/// The orders of a table, and what is wrong with its rows.
///
/// A row is one order. Two rows that contradict each other are both left out, since nobody can tell which one holds:
/// the same name twice, the same production line in two orders unless their PaymentIntents tell its parts apart, and
/// the same PaymentIntent in two orders unless they name different production lines.
public struct OrderBook: Sendable {
  /// The header of a table of orders, to be filled in.
  public static let template = "order,line_id,payment_intent,alphabet,digits,size,due\r\n"

  /// Rows that are named one by one when they can't be used; of further ones there is a count.
  static let namedRows = 100

  /// The name that reports show.
  public let name: String
  /// Bytes read, after decompression.
  public private(set) var bytes = 0
  /// The SHA-256 of the bytes as they were given, if that was asked for.
  public var digest: StoredDigest?
  /// Rows read, without the header.
  public private(set) var rows = 0
  /// The orders that can be judged, in the order of the table.
  public private(set) var orders: [Order] = []
  /// Why it is not complete: a problem for each row that can't be used; empty if it is.
  public private(set) var problems: [SourceProblem] = []
  /// Columns that are not read.
  public private(set) var unusedColumns: [String] = []

  /// Whether the table was read to its end, whatever its rows are.
  private(set) var isWhole = false
  private var rejected = 0
  /// Orders by their PaymentIntent, with the production line that they name, if they name one.
  private var byPayment: [OrderTwins.Key: Int] = [:]
  /// Orders for whole production lines, by id.
  private var byLine: [[UInt8]: Int] = [:]
  /// Ids of rows that can't be used.
  private var doubtfulLines: Set<[UInt8]> = []
  private var doubtfulPayments: Set<[UInt8]> = []
  /// Production lines of orders that name a PaymentIntent too, and the other way round.
  private var linesOfPairs: Set<[UInt8]> = []
  private var paymentsOfPairs: Set<[UInt8]> = []

  /// A table that can't be read at all.
  public init(name: String, problem: SourceProblem) {
    self.name = name
    problems = [problem]
  }

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - name: how reports call it.
  public init<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, windowSize: Int = CSVReader<Source>.windowSize
  ) {
    self.name = name
    var reader = CSVReader(source, windowSize: windowSize)
    var read: [Order] = []
    var faults: [(index: Int, problem: SourceProblem)] = []
    do throws(SourceProblem) {
      try reader.readHeader()
      let row = try OrderRow(reader.columns)
      unusedColumns = OrderRow.unused(reader.columns)
      while true {
        do throws(SourceProblem) {
          guard try reader.next() else { break }
        } catch {
          guard reader.canReadOn else { throw error }
          faults.append((rows, error))
          rows += 1
          continue
        }
        let location = reader.nextLocation()
        do throws(OrderRow.Unusable) { read.append(try row.order(reader, index: rows, at: location)) } catch {
          let ids = row.ids(reader)
          doubt(ids.line, ids.payment)
          faults.append((rows, .order(error.reason, at: location)))
        }
        rows += 1
      }
      isWhole = rows > 0
      if rows == 0 { problems.append(.noOrderRows) }
    } catch { problems.append(error) }
    bytes = reader.bytesRead
    faults += take(read)
    for (_, problem) in faults.sorted(by: { $0.index < $1.index }) { reject(problem) }
    if rejected > Self.namedRows { problems.append(.furtherRows(rejected - Self.namedRows)) }
  }

  /// Takes the orders that contradict no other one.
  ///
  /// - Returns: a problem for each of the others.
  private mutating func take(_ read: [Order]) -> [(index: Int, problem: SourceProblem)] {
    var faults: [(index: Int, problem: SourceProblem)] = []
    let twins = OrderTwins(read)
    for (number, order) in read.enumerated() {
      let reason = twins.contradiction(of: number, in: read)
      if let reason {
        faults.append((order.index, .contradiction(reason, at: order.location)))
        doubt(order.lineKey, order.paymentKey)
        continue
      }
      if order.isForWholeLine {
        byLine[order.lineKey] = orders.count
      } else {
        byPayment[OrderTwins.Key(line: order.lineKey, payment: order.paymentKey)] = orders.count
        if !order.lineKey.isEmpty {
          linesOfPairs.insert(order.lineKey)
          paymentsOfPairs.insert(order.paymentKey)
        }
      }
      orders.append(order)
    }
    return faults
  }

  /// The orders that a job belongs to, by the key of its id and its PaymentIntent; more than one contradict each other.
  func orders(line: [UInt8], payment: [UInt8]) -> [Int] {
    var found: [Int] = []
    if !payment.isEmpty {
      for line in line.isEmpty ? [[]] : [[], line] {
        if let named = byPayment[OrderTwins.Key(line: line, payment: payment)] { found.append(named) }
      }
    }
    if !line.isEmpty, let whole = byLine[line] { found.append(whole) }
    return found
  }

  /// Why a job has no order, for a reader who finds one of its ids in the table.
  func reasonWithoutOrder(line: [UInt8], payment: [UInt8]) -> Prose {
    if linesOfPairs.contains(line) { return "An order names this production line, but none with this PaymentIntent." }
    if paymentsOfPairs.contains(payment) { return "An order names this PaymentIntent, but of another production line." }
    return "No order names this production line or its PaymentIntent."
  }

  /// Whether a row that can't be used may name the job.
  func isDoubtful(line: [UInt8], payment: [UInt8]) -> Bool {
    !isWhole || doubtfulLines.contains(line) || doubtfulPayments.contains(payment)
  }

  private mutating func doubt(_ line: [UInt8], _ payment: [UInt8]) {
    if !line.isEmpty { doubtfulLines.insert(line) }
    if !payment.isEmpty { doubtfulPayments.insert(payment) }
  }

  private mutating func reject(_ problem: SourceProblem) {
    rejected += 1
    if rejected <= Self.namedRows { problems.append(problem) }
  }
}

extension SourceProblem {
  fileprivate static func order(_ reason: Prose, at location: Location) -> SourceProblem {
    SourceProblem(kind: .malformed, location: location, message: reason, remedy: "Correct the row")
  }

  static func contradiction(_ reason: Prose, at location: Location) -> SourceProblem {
    SourceProblem(
      kind: .malformed, location: location, message: reason,
      remedy: "Neither order is judged: remove one row, or give each its own name and payment")
  }

  fileprivate static let noOrderRows = SourceProblem(
    kind: .empty, message: "there is not one order", remedy: "Write a row for each order, or leave the option out")

  fileprivate static func furtherRows(_ count: Int) -> SourceProblem {
    SourceProblem(
      kind: .malformed, message: "\(count, "further row") can't be used", remedy: "Correct those above first")
  }
}
