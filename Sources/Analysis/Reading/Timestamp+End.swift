extension Timestamp {
  /// The first moment behind what a cell of a table says: a date, whose day is included, in UTC, or a time.
  ///
  /// A date may be one that a spreadsheet has re-saved, if it has one reading only.
  init?(endOf cell: String) {
    if let day = PaymentTime(Array(cell.utf8)[...]), day.precision == Timestamp.dayLength, day.otherReading == nil {
      self.init(milliseconds: day.milliseconds + Timestamp.dayLength)
      return
    }
    guard let time = Timestamp(cell) ?? (cell.hasSuffix("Z") ? Timestamp("\(cell.dropLast()).000Z") : nil) else {
      return nil
    }
    self.init(milliseconds: time.milliseconds + 1)
  }
}
