/// The file of `--cacert`, looked at before curl is asked: curl reads it only after the server has been reached.
enum CertificateFile {
  /// Why it can't be one of certificates to trust; nil if nothing is known against it.
  static func objection(to path: String) -> String? {
    guard FileNames.isReadable(path) else { return "cannot read \(path): \(SystemError.last.text)" }
    // What a pipe holds can be read once only, and that is for curl.
    guard FileIdentity(path) != nil || FileIdentity(folder: path) != nil else { return nil }
    do throws(SystemError) {
      return holdsCertificate(try bytes(of: path))
        ? nil : "\(path) can't be the certificates to trust: there is no whole certificate in it, in the form of PEM"
    } catch { return "cannot read \(path): \(error.text)" }
  }

  /// Whether there is the first and the last row of a certificate, by RFC 7468 or in the older forms of OpenSSL.
  private static func holdsCertificate(_ bytes: [UInt8]) -> Bool {
    let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return ["", "TRUSTED ", "X509 "].contains { kind in
      let begin = rows.firstIndex { $0.hasPrefix("-----BEGIN \(kind)CERTIFICATE-----") }
      return begin.map { rows[$0...].contains { $0.hasPrefix("-----END \(kind)CERTIFICATE-----") } } ?? false
    }
  }

  private static func bytes(of path: String) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor.open(path, .noTerminal)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try systemRead(file.number, into: &piece)
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}
