import Testing

@testable import Linter

/// A file that several programs take something from is not changed for the sake of one of them.
@Suite struct SharedFilesTests {
  private static let variables = "OLLAMA_KEEP_ALIVE=5minutes\n"
  private static let server = "docker run -d --env-file .env ollama/ollama:0.32.15\n"

  @Test(arguments: [
    ["run.sh": server + "docker run -d --env-file .env acme/db\n"],
    ["run.sh": server, "db.sh": "docker run -d --env-file .env acme/db\n"],
    ["run.sh": server, "db.ps1": "docker run -d --env-file .env acme/db\n"],
    ["run.sh": server, "db/compose.yaml": "services:\n  db: {image: acme/db, env_file: ../.env}\n"],
    ["run.sh": server, "compose.yaml": "services:\n  db: {image: acme/db, env_file: .env} # beside Ollama\n"],
    ["run.sh": server, "db.service": "[Service]\nExecStart=/usr/bin/docker run --env-file .env acme/db\n"],
    ["run.sh": server, ".devcontainer/devcontainer.json": "{\"image\": \"acme/db\", \"runArgs\": [\"--env-file\", \"../.env\"]}\n"],
    ["run.sh": server, "kustomization.yaml": "configMapGenerator:\n  - name: db\n    envs: [.env]\n"],
    ["run.sh": ". ./.env\npsql -v t=\"$OLLAMA_KEEP_ALIVE\"\n" + server],
    ["run.sh": server, "db.sh": "set -a\nsource .env\npsql -v t=${OLLAMA_KEEP_ALIVE}\n"],
  ])
  func isLeftAlone(_ others: [String: String]) throws {
    // Outside a repository each folder is apart.
    let beside = others.merging([".git/HEAD": ""]) { $1 }
    #expect(try fixed(Self.variables, ".env", beside: beside) == Self.variables)
  }

  @Test(arguments: [
    ["run.sh": server],
    ["run.sh": server + "docker run -d --env-file .env --name second ollama/ollama:0.32.15\n"],
    ["run.sh": server + "docker run -d --env-file other.env acme/db\n"],
    ["run.sh": ". ./.env\necho $OLLAMA_KEEP_ALIVE\n" + server],
    ["run.sh": server, "db.sh": ". ./.env\npsql -v t=$TIMEOUT\n"],
    ["run.sh": server, "README.md": "Ollama:\n```sh\ndocker run --env-file .env acme/db\n```\n"],
  ])
  func isFixedWhereNobodyElseIsMeant(_ others: [String: String]) throws {
    #expect(try fixed(Self.variables, ".env", beside: others) == "OLLAMA_KEEP_ALIVE=5m\n")
  }

  /// `service.d` is read for every unit, `ollama.service.d` for one.
  @Test(arguments: [
    ("etc/systemd/system/service.d/o.conf", "5minutes"), ("etc/systemd/system/ollama-.service.d/o.conf", "5minutes"),
    ("etc/systemd/system/ollama.service.d/o.conf", "5m"),
  ])
  func dropInsForManyUnitsAreLeftAlone(_ path: String, _ after: String) throws {
    let unit = "[Service]\nUser=ollama\nEnvironment=HOME=/var/lib/ollama\nRestart=always\nExecStart=/usr/bin/ollama serve\n"
    func dropIn(_ value: String) -> String { "[Service]\nEnvironment=OLLAMA_KEEP_ALIVE=\(value)\n" }
    let fixed = try fixed(
      dropIn("5minutes"), path,
      beside: [
        "etc/systemd/system/ollama.service": unit, "etc/systemd/system/db.service": "[Service]\nExecStart=/usr/bin/db\n", ".git/HEAD": "",
      ])
    #expect(fixed == dropIn(after))
  }

  @Test func whoElseIsMeantIsSaid() throws {
    let scratch = try Scratch()
    try scratch.write(".env", Self.variables)
    try scratch.write("run.sh", Self.server + "docker run -d --env-file .env acme/db\n")
    #expect(try scratch.lint(fixing: .safe).refusals.contains { $0.contains("it would also change acme/db") })
  }

  private static func manifests(_ data: String, volumes: String, containers: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: shared}
    data: {\(data)}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: o}
    spec:
      volumes: \(volumes)
      containers:
        - {name: o, image: 'ollama/ollama:0.32.15', envFrom: [{configMapRef: {name: shared}}]}
    \(containers)

    """
  }

  @Test(arguments: [
    ("[{name: c, configMap: {name: shared}}]", "    - {name: a, image: acme/x, volumeMounts: [{name: c, mountPath: /etc/acme}]}"),
    ("[{name: c, projected: {sources: [{configMap: {name: shared}}]}}]", ""),
    (
      "[{name: c, configMap: {name: shared}}]",
      "    - {name: a, image: acme/x, volumeMounts: [{name: c, mountPath: /a, subPath: OLLAMA_KEEP_ALIVE}]}"
    ),
    (
      "[]",
      "---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: db}\nspec: {valuesFrom: [{kind: ConfigMap, name: shared}]}"
    ),
    ("[]", "    - {name: a, image: acme/x, env: [{name: T, valueFrom: {configMapKeyRef: {name: shared, key: OLLAMA_KEEP_ALIVE}}}]}"),
  ])
  func aConfigMapThatSomethingElseTakesIsLeftAlone(_ volumes: String, _ containers: String) throws {
    let text = Self.manifests("OLLAMA_KEEP_ALIVE: 5minutes", volumes: volumes, containers: containers)
    #expect(try fixed(text, "k.yaml").contains("OLLAMA_KEEP_ALIVE: 5minutes"))
  }

  @Test(arguments: [
    ("[]", ""),
    (
      "[{name: c, configMap: {name: shared, items: [{key: init.sh, path: init.sh}]}}]",
      "    - {name: a, image: acme/x, volumeMounts: [{name: c, mountPath: /a}]}"
    ),
    (
      "[{name: shared, configMap: {name: shared}}]",
      "    - {name: a, image: acme/x, volumeMounts: [{name: shared, mountPath: /a, subPath: init.sh}]}"
    ),
    ("[]", "    - {name: a, image: acme/x, env: [{name: T, valueFrom: {configMapKeyRef: {name: shared, key: init.sh}}}]}"),
  ])
  func aConfigMapOfWhichOthersTakeSomethingElseIsFixed(_ volumes: String, _ containers: String) throws {
    let text = Self.manifests("OLLAMA_KEEP_ALIVE: 5minutes, init.sh: 'ls'", volumes: volumes, containers: containers)
    #expect(try !fixed(text, "k.yaml").contains("5minutes"))
  }

  @Test(arguments: [(1, "OLLAMA_KEEP_ALIVE=5m\n"), (2, variables)])
  func aFileThatKustomizeMakesAConfigMapOfIsFixedForOnePodAlone(_ pods: Int, _ expected: String) throws {
    func pod(_ name: String, _ image: String) -> String {
      "apiVersion: v1\nkind: Pod\nmetadata: {name: \(name)}\nspec:\n  containers:\n    - {name: \(name), image: '\(image)', envFrom: [{configMapRef: {name: shared}}]}\n"
    }
    let all = [pod("o", "ollama/ollama:0.32.15"), pod("db", "acme/db")].prefix(pods)
    let text = try fixed(
      Self.variables, "ollama.env",
      beside: [
        "kustomization.yaml": "resources: [k.yaml]\nconfigMapGenerator:\n  - name: shared\n    envs: [ollama.env]\n",
        "k.yaml": all.joined(separator: "---\n"),
      ])
    #expect(text == expected)
  }
}
