import Syntax
import Vocabulary

extension Unit {
  /// A system service without `User=` has no HOME, without which Ollama ends (`man systemd.exec`, "Environment Variables in
  /// Spawned Processes"; Ollama, `envconfig/config.go`, Models, and `cmd/cmd.go`, initializeKeypair).
  func missingHome(_ environment: UnitEnvironment, of owner: FactID) -> [Fact] {
    let isOfUser = layers.contains { layer in
      let path = "/" + layer.id.path
      return ["/systemd/user/", "/.config/", "/.local/", "/user/"].contains(where: path.contains)
    }
    let isOfSystem =
      values("WantedBy", in: "Install").contains { $0.entry.value.contains("multi-user.target") }
      || layers.first.map { ("/" + $0.id.path).contains("/etc/systemd/system/") } ?? false
    guard isWhole, isOfSystem, !isOfUser, environment.isComplete,
      environment.variables.allSatisfy({ $0.name != "HOME" }),
      Self.homeKeys.allSatisfy({ value($0, in: "Service") == nil }),
      let start = value("ExecStart", in: "Service"), !start.entry.value.contains("HOME=")
    else { return [] }
    return [
      SettingFact.make(
        FactID(.key, start.layer.id, ["Service", "home"]), name: name, value: nil, kind: "unit-home",
        format: "systemd", problem: .noHome, at: start.at, owner: owner)
    ]
  }

  /// Keys by which a service may have a home, or one that nobody sees from here.
  private static let homeKeys = ["User", "DynamicUser", "PassEnvironment", "PAMName", "SetLoginEnvironment", "RootDirectory", "RootImage"]
}
