import Syntax

/// What only a Compose file has: many programs list `services:` with images (compose-spec, 03-compose-file.md and
/// 05-services.md).
enum ComposeSigns {
  /// Text that cannot be parsed is taken for one by its words alone, so that its mistake is reported.
  static func isCompose(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let tree = try? YAMLParser.parse(SourceText(Array(bytes))).first, let root = tree.root else {
      return true
    }
    guard let services = tree.value(of: "services", in: root).map(tree.resolve), services.entries != nil,
      tree.entries(of: root).allSatisfy({ isTopLevel($0.key.text ?? "") })
    else { return false }
    let keys = tree.entries(of: services).map { entry in
      tree.entries(of: tree.resolve(entry.value)).map { $0.key.text ?? "" }
    }
    guard keys.contains(where: { $0.contains("image") || $0.contains("build") }) else { return false }
    // A slip in one key is no other format, two strangers among three keys are.
    let all = keys.joined().filter { !$0.hasPrefix("x-") && $0 != "<<" }
    return all.filter { !service.contains($0) }.count * 4 <= all.count
  }

  private static func isTopLevel(_ key: String) -> Bool {
    topLevel.contains(key) || key.hasPrefix("x-") || key.hasPrefix(".")
  }

  private static let topLevel: Set<String> = [
    "version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models",
  ]

  private static let service: Set<String> = [
    "annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent",
    "command",
    "configs", "container_name", "cpu_count", "cpu_percent", "cpu_period", "cpu_quota", "cpu_rt_period",
    "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset", "credential_spec", "depends_on", "deploy", "develop",
    "device_cgroup_rules", "devices", "dns", "dns_opt", "dns_search", "domainname", "driver_opts",
    "entrypoint",
    "env_file", "environment", "expose", "extends", "external_links", "extra_hosts", "gpus", "group_add",
    "healthcheck", "hostname", "image", "init", "ipc", "isolation", "label_file", "labels", "links",
    "logging",
    "mac_address", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "models",
    "network_mode",
    "networks", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "platform", "ports", "post_start",
    "pre_stop", "privileged", "profiles", "provider", "pull_policy", "read_only", "restart", "runtime",
    "scale",
    "secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt",
    "sysctls",
    "tmpfs", "tty", "ulimits", "use_api_socket", "user", "userns_mode", "uts", "volumes", "volumes_from",
    "working_dir",
  ]
}
