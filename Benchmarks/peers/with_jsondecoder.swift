// The job of README.md with Foundation's JSONDecoder: decodable structures, all in memory.

import Foundation

struct Document: Decodable {
  let data: [Record]
}

struct Record: Decodable {
  struct Relationships: Decodable { let payment: Payment }
  struct Payment: Decodable { let data: Transaction }
  struct Transaction: Decodable { let ident: String }

  let id: String
  let attributes: Attributes
  let relationships: Relationships
}

struct Attributes: Decodable {
  struct Files: Decodable { let data: Int? }
  struct Stamps: Decodable { let requested, started, ended, finished: String? }

  let alphabet, digits, size, available: String
  let rate: Int?
  let checksum: String?
  let filesizes: Files?
  let timestamps: Stamps
}

/// Milliseconds since 1970 of YYYY-MM-DDTHH:MM:SS.mmmZ; ISO8601DateFormatter would take many times as long.
func moment(_ text: String) -> Int {
  let digits = Array(text.utf8)
  func part(_ from: Int, _ length: Int) -> Int {
    digits[from..<from + length].reduce(0) { $0 * 10 + Int($1) - 48 }
  }
  let month = part(5, 2)
  let year = part(0, 4) - (month <= 2 ? 1 : 0)  // days from civil, with years that begin in March
  let (era, ofEra) = year.quotientAndRemainder(dividingBy: 400)
  let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + part(8, 2) - 1
  let days = era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468
  return ((days * 24 + part(11, 2)) * 60 + part(14, 2)) * 60000 + part(17, 2) * 1000 + part(20, 3)
}

func isShaped(_ ident: String) -> Bool {
  let bytes = ident.utf8
  return bytes.count == 27 && ident.hasPrefix("pi_")
    && bytes.dropFirst(3).allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
}

let records = try JSONDecoder().decode(
  Document.self, from: Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
).data
var filesize = 0, width = 0, nonzero = 0, order = 0, deviating = 0, payment = 0, goodIdents = 0
var ids = Set<String>(), idents = Set<String>()
var rates: [Int] = []
for record in records {
  let attributes = record.attributes
  let digits = Int(attributes.digits)!, size = Int(attributes.size)!
  let isDice = attributes.alphabet == "DICE"
  if let data = attributes.filesizes?.data, data != size * (digits * (isDice ? 3 : 1) + 1) - 1 { filesize += 1 }
  if let checksum = attributes.checksum {
    if checksum.utf8.count != digits * (isDice ? 14 : 7) { width += 1 }
    if attributes.available == "0", checksum.utf8.contains(where: { $0 != 48 }) { nonzero += 1 }
  }
  let stamps = attributes.timestamps
  let started = stamps.started.map(moment), ended = stamps.ended.map(moment)
  let moments = [stamps.requested.map(moment), started, ended, stamps.finished.map(moment)].compactMap { $0 }
  if zip(moments, moments.dropFirst()).contains(where: { $0 > $1 }) { order += 1 }
  if let rate = attributes.rate, let started, let ended {
    rates.append(rate)
    let characters = digits * size
    if abs(rate * (ended - started) - 1000 * characters) * 20 > 1000 * characters { deviating += 1 }
  }
  ids.insert(record.id)
  let ident = record.relationships.payment.data.ident
  if isShaped(ident) {
    goodIdents += 1
    idents.insert(ident)
  } else {
    payment += 1
  }
}
let mean = Double(rates.reduce(0, +)) / Double(rates.count)
let variance = Double(rates.reduce(0) { $0 + $1 * $1 }) / Double(rates.count) - mean * mean
print(
  "records=\(records.count) filesize=\(filesize) width=\(width) nonzero=\(nonzero) order=\(order)",
  "ratedev=\(deviating) payment=\(payment) dup_id=\(records.count - ids.count) dup_ident=\(goodIdents - idents.count)",
  "mean=\(mean) var=\(variance) min=\(rates.min()!) max=\(rates.max()!)")
