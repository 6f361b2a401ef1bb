// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "TokAudit",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tokaudit", targets: ["TokAudit"]),
    .library(name: "Analysis", targets: ["Analysis"]),
  ],
  targets: [
    .target(name: "Analysis", swiftSettings: settings),
    .executableTarget(name: "TokAudit", dependencies: ["Analysis"], swiftSettings: settings),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis"], swiftSettings: settings),
    .testTarget(name: "TokAuditTests", dependencies: ["TokAudit"], swiftSettings: settings),
  ]
)
