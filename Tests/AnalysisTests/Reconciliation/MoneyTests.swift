import Testing

@testable import Analysis

struct MoneyTests {
  private func minor(_ text: String, _ currency: String = "EUR", _ mark: DecimalMark? = nil) -> String {
    guard let currency = Currency(currency.utf8) else { return "no currency" }
    do throws(Money.Fault) {
      return String(try Money.minorUnits(text.utf8, decimals: currency.decimals, mark: mark))
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    ("12.50", "1250"), ("12", "1200"), ("12.5", "1250"), ("-7.01", "-701"), ("+7", "700"), (" 1.00 ", "100"),
    ("104,13", "10413"), ("1,234.56", "123456"), ("1.234,56", "123456"), ("1,234,567", "123456700"),
    ("1.234.567,8", "123456780"), ("0.07", "7"), (".5", "50"), ("5.", "500"), ("1,234", "unclear"),
    ("1.234", "pointMayGroup"), ("12,3456", "tooManyDecimals"), ("1234.567", "tooManyDecimals"), ("", "notANumber"),
    ("-", "notANumber"), ("1 000", "notANumber"), ("1e3", "notANumber"), ("12,34.56", "notANumber"),
    ("1.2.3", "notANumber"), ("1,23,456.00", "notANumber"), ("EUR 5", "notANumber"), ("0x10", "notANumber"),
    ("92233720368547758.07", "9223372036854775807"), ("-92233720368547758.07", "-9223372036854775807"),
    ("92233720368547758.08", "tooLarge"), ("92233720368547759", "tooLarge"), ("99999999999999999999999", "tooLarge"),
  ])
  func `a text becomes minor units exactly, or is refused`(text: String, expected: String) {
    #expect(minor(text) == expected, "\(text)")
  }

  @Test func `the short way gives what the careful way gives`() {
    var generator = Generator(seed: 3)
    for _ in 0..<5000 {
      let text = (0..<(1 + generator.next(18))).map { _ in ["0", "1", "9", "5", ".", ".", "-", ","][generator.next(8)] }
        .joined()
      for decimals in 0...3 {
        guard let plain = Money.plainMinorUnits(Array(text.utf8)[...], decimals: decimals) else { continue }
        #expect((try? Money.minorUnits(text.utf8, decimals: decimals)) == plain, "\(text)")
      }
    }
    #expect(Money.plainMinorUnits(Array("1234567890123.45".utf8)[...], decimals: 2) == 123_456_789_012_345)
  }

  @Test func `the currency decides how many decimals there are`() {
    #expect(minor("500", "JPY") == "500")
    #expect(minor("500.00", "JPY") == "tooManyDecimals")
    #expect(minor("0.00", "JPY") == "0")
    #expect(minor("0.01", "JPY") == "tooManyDecimals")
    #expect(minor("1.000", "JPY") == "pointMayGroup")
    #expect(minor("1.000", "EUR", .point) == "tooManyDecimals")
    #expect(minor("1.234", "KWD") == "1234")
    #expect(minor("1,234", "KWD") == "unclear")
    #expect(minor("12.50", "UGX") == "1250")
    #expect(minor("12.50", "ISK") == "1250")
  }

  @Test func `an unclear amount is read as the user says`() {
    #expect(minor("1,234", "EUR", .point) == "123400")
    #expect(minor("1,234", "EUR", .comma) == "tooManyDecimals")
    #expect(minor("1,23", "EUR", .comma) == "123")
    #expect(minor("1.234", "EUR", .comma) == "123400")
    #expect(minor("1,23", "EUR", .point) == "notANumber")
  }

  @Test func `amounts in minor units are whole numbers`() throws {
    #expect(try Money.integer("123".utf8) == 123)
    for text in ["1.5", "1,5", "", "1e3", "9223372036854775808"] {
      #expect(throws: text.count > 4 ? Money.Fault.tooLarge : .notWhole) { _ = try Money.integer(text.utf8) }
    }
    #expect(
      Money.Fault.notWhole.expected(nil).plain == "expected a whole number of minor units, such as 1250 for 12.50")
  }

  @Test func `an amount is shown with the decimals of its currency`() throws {
    let amounts = [
      ("EUR", 1_659_585, "EUR 16,595.85"), ("JPY", 500, "JPY 500"), ("KWD", -5, "KWD -0.005"), ("USD", 0, "USD 0.00"),
    ]
    for (code, minor, text) in amounts {
      #expect(Money.text(Int128(minor), try #require(Currency(code.utf8))) == text)
    }
  }

  @Test func `a currency is three letters in any case`() {
    #expect(Currency("eur".utf8) == Currency("EUR".utf8))
    for text in ["", "EU", "EURO", "E1R", "EÜ"] { #expect(Currency(text.utf8) == nil) }
  }

  @Test(arguments: [
    ("2024-03-19 12:34:56", 1_710_851_696_000, 1000), ("2024-03-19 12:34", 1_710_851_640_000, 60_000),
    ("2024-03-19", 1_710_806_400_000, 86_400_000), ("2024-03-19T12:34:56Z", 1_710_851_696_000, 1000),
    ("2024-03-19T12:34:56.789+01:00", 1_710_848_096_000, 1000), ("19/03/2024 12:34", 1_710_851_640_000, 60_000),
    ("19.03.2024", 1_710_806_400_000, 86_400_000), ("2024-03-19 12:34:56 +0000 UTC", 1_710_851_696_000, 1000),
    ("2024-03-19T12:34:56-05:30", 1_710_871_496_000, 1000),
    ("2024-03-19 12:34:56.000000+00", 1_710_851_696_000, 1000), ("2024-03-19 12:34:56-05", 1_710_869_696_000, 1000),
    ("2024-03-19 12:34:56.000 UTC", 1_710_851_696_000, 1000),
  ])
  func `a time is read with how exactly it tells the moment`(text: String, milliseconds: Int, precision: Int) throws {
    let time = try #require(PaymentTime(Array(text.utf8)[...]))
    #expect(time.milliseconds == milliseconds)
    #expect(time.precision == precision)
  }

  @Test(arguments: [
    "", "2024-13-01", "2024-02-30", "13/19/2024", "19/03/24", "2024-03-19 25:00", "2024-03-19 12", "yesterday",
    "2024-03-19 12:34:56 CET", "2024/03/19", "2024-03-19 12:34:56+", "2024-03-19 12:34:56+0",
    "2024-03-19 12:34:56+01:", "1710851696",
  ])
  func `what no calendar has, or what has another form, is no time`(text: String) {
    #expect(PaymentTime(Array(text.utf8)[...]) == nil)
  }

  @Test func `ids that differ in one letter's case are two, whatever their form`() {
    var ids = ObjectIDs()
    let texts = ["pi_3OxYzA2eZvKYlo2C1gHq8abc", "pi_3OxYzA2eZvKYlo2C1gHq8abC", "pi_short", "pi_Short", "é", "e\u{301}"]
    let made = texts.map { ids.id(Array($0.utf8)[...]) }
    #expect(Set(made).count == texts.count)
    for (text, id) in zip(texts, made) {
      #expect(ids.id(Array(text.utf8)[...]) == id)
      #expect(ids.text(id) == Array(text.utf8))
    }
    #expect(ids.id([]).isNone)
    var table = ObjectTable()
    for number in 0..<1000 {
      #expect(table.number(of: ids.id(Array("pi_\(number)".utf8)[...])) == number)
    }
    for number in 0..<1000 { #expect(table.find(ids.id(Array("pi_\(number)".utf8)[...])) == number) }
    #expect(table.find(made[0]) == nil)
  }
}
