import Foundation
import Generator
import Knowledge
import Testing
import Vocabulary

/// Commands are those of the server that is there.
@Suite struct AdoptedServerTests {
  private func planned(
    _ path: String, _ text: String, _ topology: SetupRequest.Topology, beside: [String: String] = [:]
  ) throws -> (guide: String, script: String) {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let folder = try ScratchFolder()
    try folder.write(beside.merging([path: text]) { $1 }.mapValues { Array($0.utf8) })
    let plan = try Plan(
      SetupRequest(machine: machine, topology: topology, harnesses: [.opencode]), from: folder.graph(machine))
    let script = folder.texts(plan).texts["create-models.sh"] ?? []
    return (plan.guide, String(decoding: script, as: UTF8.self))
  }

  @Test func ofACompose() throws {
    let (guide, script) = try planned(
      "deploy/docker-compose.yml", "services:\n  brain:\n    image: ollama/ollama:0.31.0\n", .docker)
    let program = "docker compose -f deploy/docker-compose.yml"
    #expect(guide.contains("\(program) up -d --wait\n./create-models.sh\n"))
    #expect(script.contains("\(program) cp models/agent-64k.modelfile brain:/tmp/agent-64k\n"))
    #expect(script.contains("\(program) exec -T brain ollama create agent-64k -f /tmp/agent-64k\n"))
  }

  @Test func ofAComposeThatIsPartOfAnother() throws {
    let (guide, script) = try planned(
      "docker/llm/compose.yaml", "services:\n  llm:\n    image: ollama/ollama:0.31.0\n", .docker,
      beside: ["compose.yaml": "include:\n  - docker/llm/compose.yaml\n"])
    #expect(guide.contains("\ndocker compose up -d --wait\n"))
    #expect(script.contains("docker compose exec -T llm ollama create"))
  }

  @Test func ofAQuadlet() throws {
    let (guide, script) = try planned(
      "quadlet/llm.container", "[Container]\nImage=docker.io/ollama/ollama:0.31.0\n", .podman)
    #expect(
      guide.contains(
        "install -D -t ~/.config/containers/systemd quadlet/llm.container\n"
          + "systemctl --user daemon-reload && systemctl --user restart llm.service\n"))
    #expect(script.contains("podman exec systemd-llm ollama create agent-64k"))
  }

  @Test func ofAScript() throws {
    let (guide, script) = try planned(
      "run.sh",
      "#!/bin/sh\ndocker run -d --name llm -v m:/root/.ollama -p 11434:11434 ollama/ollama:0.31.0\n", .docker)
    #expect(guide.contains("sh run.sh   # after docker rm --force llm, if it is already running\n"))
    #expect(script.contains("docker exec llm ollama create agent-64k"))
  }

  @Test func ofAUnit() throws {
    let (guide, script) = try planned(
      "etc/systemd/system/llm.service", "[Service]\nExecStart=/usr/local/bin/ollama serve\nUser=ollama\n",
      .native)
    #expect(
      guide.contains(
        "sudo install -D etc/systemd/system/llm.service /etc/systemd/system/llm.service\n"
          + "sudo systemctl daemon-reload && sudo systemctl restart llm\n"))
    #expect(script.contains("\nollama create agent-64k -f models/agent-64k.modelfile\n"))
  }

  @Test func ofACluster() throws {
    let manifest = """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: brain, namespace: ai }
      spec:
        template:
          spec:
            containers: [{ name: llm, image: "ollama/ollama:0.31.0" }]

      """
    let (guide, script) = try planned("k8s/brain.yaml", manifest, .kubernetes)
    #expect(
      guide.contains("kubectl apply -f k8s/brain.yaml\nkubectl rollout status -n ai statefulset/brain\n"))
    #expect(
      script.contains("kubectl exec -n ai statefulset/brain -- ollama create agent-64k -f /tmp/agent-64k\n"))
  }

  @Test func ofAProxmoxGuest() throws {
    let (guide, _) = try planned(
      "etc/pve/lxc/210.conf",
      "arch: amd64\nhostname: ollama\nmemory: 16384\nostype: debian\nrootfs: local:210,size=64G\nunprivileged: 1\n",
      .lxcProxmox)
    #expect(guide.contains("# lines for /etc/pve/lxc/210.conf are in etc/pve/lxc/210.conf\npct start 210\n"))
  }

  /// Names come from files that anybody may have written.
  @Test func noNameBecomesACommand() throws {
    let (_, script) = try planned(
      "compose.yaml", "services:\n  \"a; touch 'x'\":\n    image: ollama/ollama:0.31.0\n", .docker)
    #expect(script.contains(#"docker compose exec -T 'a; touch '\''x'\''' ollama create"#))
  }
}
