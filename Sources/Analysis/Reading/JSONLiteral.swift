/// The three words of JSON.
enum JSONLiteral {
  case `true`, `false`, null

  var name: StaticString {
    switch self {
    case .true: "true"
    case .false: "false"
    case .null: "null"
    }
  }
}
