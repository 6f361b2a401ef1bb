import Analysis
internal import Synchronization

/// What a request needs: the settings, the key, and until when.
struct LiveAccess: Sendable {
  let settings: LiveSettings
  let key: SessionKey
  let deadline: Deadline
  let messages: Messages
}

/// All requests of one command: they share the key and the deadline.
final class LiveClient: Sendable {
  private let settings: LiveSettings
  private let command: CommandSpec
  private let state = Mutex(State())

  private struct State {
    var hasRequests = false
    var access: LiveAccess?
  }

  /// A client with the settings of a command line.
  init(_ parsed: ParsedCommand) {
    settings = LiveSettings(parsed)
    command = parsed.command
  }

  /// Makes a request of an address, which is sent later.
  ///
  /// - Parameter place: how a message calls the address, which it never quotes.
  func request(
    _ address: String, what: LiveAddress.What, as place: String
  ) throws(UsageError) -> LiveRequest {
    let checked: LiveAddress
    do throws(AddressError) { checked = try LiveAddress(address, what: what) } catch {
      throw UsageError("\(place) is no address that can be asked. \(error.reason)", command: command)
    }
    guard checked.isEncrypted || checked.isLoopback || settings.allowsPlainHTTP else {
      throw UsageError(
        "Everybody on the way to \(checked.origin) could read the session key. Use https, or insist with "
          + "'\(OptionSpec.insecureHTTP.name)'.", command: command)
    }
    let request = LiveRequest(checked, self)
    state.withLock { $0.hasRequests = true }
    return request
  }

  /// Makes a request of a token file of the server that was asked for its list.
  func tokenFile(_ address: LiveAddress, bytes: Int) -> LiveRequest {
    LiveRequest(address, self, wanted: .tokenFile(bytes: bytes))
  }

  /// Finds the key, if there are requests, and starts the clock; returns the exit code where that is impossible.
  func begin(_ messages: Messages, _ terminal: Terminal) -> ExitCode? {
    guard state.withLock({ $0.hasRequests }) else { return nil }
    if let objection = settings.certificates.flatMap(CertificateFile.objection) {
      messages.error(objection)
      return .configuration
    }
    do throws(SessionKeyError) {
      let key = try SessionKey.find(file: settings.keyFile, asks: terminal.error)
      if let warning = key.warning { messages.warning(warning) }
      let access = LiveAccess(
        settings: settings, key: key, deadline: Deadline(in: settings.deadline), messages: messages)
      state.withLock { $0.access = access }
      return nil
    } catch {
      messages.error(error.reason)
      return error.isMissing ? .refused : .configuration
    }
  }

  /// What requests need; there must have been a beginning.
  var access: LiveAccess {
    guard let access = state.withLock({ $0.access }) else { preconditionFailure("asked before the key was found") }
    return access
  }
}
