import Syntax
import Vocabulary

/// Keys of a unit that are one letter off one that systemd knows: it passes over the line with a message in its log.
///
/// Source: systemd, `man systemd.directives`; `src/shared/conf-parser.c` ("Unknown key name ... in section ..., ignoring").
enum UnitDirectives {
  static func facts(_ unit: Unit) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation && $0.id.embedding.isEmpty }.flatMap { layer in
      layer.file.entries.compactMap { entry -> Fact? in
        guard let section = layer.file.sectionName(of: entry),
          ["Unit", "Service", "Install"].contains(section),
          !known.contains(entry.key), !layer.isComputed(entry.range), let meant = meant(by: entry.key)
        else { return nil }
        return SettingFact.make(
          FactID(.key, layer.id, ["directive", String(entry.keyRange.start)]), name: entry.key, value: nil,
          kind: "directive", format: "systemd", problem: .misspelt, corrected: meant,
          at: layer.at(entry.keyRange))
      }
    }
  }

  private static func meant(by key: String) -> String? {
    let lower = key.lowercased()
    if ["environmentfile", "environmentfiles", "enviromentfile", "envfile"].contains(lower) { return "EnvironmentFile" }
    // `Enviroment=` is told with what it was to set.
    guard key.utf8.count > 2, !lower.hasPrefix("env"), !key.hasPrefix("X-") else { return nil }
    if let same = known.first(where: { $0.lowercased() == lower }) { return same }
    let near = known.filter { Nearest.isOneLetterOff(key, from: $0) }
    return near.count == 1 ? near.first : nil
  }

  /// Those that are written in units of servers, and those that look like them.
  private static let known: Set<String> = [
    "Description", "Documentation", "Requires", "Requisite", "Wants", "BindsTo", "PartOf", "Upholds",
    "Conflicts", "Before", "After", "OnFailure", "OnSuccess", "PropagatesReloadTo", "JoinsNamespaceOf",
    "RequiresMountsFor", "WantsMountsFor", "DefaultDependencies", "IgnoreOnIsolate", "StopWhenUnneeded",
    "RefuseManualStart", "RefuseManualStop", "AllowIsolate", "SurviveFinalKillSignal", "CollectMode",
    "FailureAction", "SuccessAction", "JobTimeoutSec", "StartLimitIntervalSec", "StartLimitInterval",
    "StartLimitBurst", "StartLimitAction", "RebootArgument", "SourcePath",
    "ConditionPathExists", "ConditionPathIsDirectory", "ConditionFileNotEmpty", "ConditionHost",
    "ConditionVirtualization", "ConditionUser", "ConditionACPower", "ConditionKernelCommandLine",
    "AssertPathExists", "Type", "ExitType", "RemainAfterExit", "GuessMainPID", "PIDFile", "BusName",
    "ExecStart", "ExecStartPre", "ExecStartPost", "ExecCondition", "ExecReload", "ExecReloadPost",
    "ExecStop", "ExecStopPost", "RestartSec", "RestartSteps", "RestartMaxDelaySec", "TimeoutStartSec",
    "TimeoutStopSec", "TimeoutAbortSec", "TimeoutSec", "TimeoutStartFailureMode", "TimeoutStopFailureMode",
    "RuntimeMaxSec", "WatchdogSec", "Restart", "RestartMode", "SuccessExitStatus",
    "RestartPreventExitStatus", "RestartForceExitStatus", "RootDirectoryStartOnly", "NonBlocking",
    "NotifyAccess", "Sockets", "FileDescriptorStoreMax", "OOMPolicy", "OpenFile", "ReloadSignal",
    "WorkingDirectory", "RootDirectory", "RootImage", "MountAPIVFS", "BindPaths", "BindReadOnlyPaths",
    "User", "Group", "DynamicUser", "SupplementaryGroups", "PAMName", "CapabilityBoundingSet",
    "AmbientCapabilities", "NoNewPrivileges", "SecureBits", "SELinuxContext", "AppArmorProfile",
    "LimitCPU", "LimitFSIZE", "LimitDATA", "LimitSTACK", "LimitCORE", "LimitRSS", "LimitNOFILE", "LimitAS",
    "LimitNPROC", "LimitMEMLOCK", "LimitLOCKS", "LimitNICE", "LimitRTPRIO", "LimitRTTIME", "UMask",
    "KeyringMode", "OOMScoreAdjust", "Nice", "CPUSchedulingPolicy", "CPUSchedulingPriority", "CPUAffinity",
    "NUMAPolicy", "NUMAMask", "IOSchedulingClass", "IOSchedulingPriority", "ProtectSystem", "ProtectHome",
    "RuntimeDirectory", "StateDirectory", "CacheDirectory", "LogsDirectory", "ConfigurationDirectory",
    "RuntimeDirectoryMode", "StateDirectoryMode", "CacheDirectoryMode", "LogsDirectoryMode",
    "RuntimeDirectoryPreserve", "ReadWritePaths", "ReadOnlyPaths", "InaccessiblePaths", "ExecPaths",
    "NoExecPaths", "TemporaryFileSystem", "PrivateTmp", "PrivateDevices", "PrivateNetwork", "PrivateUsers",
    "PrivateIPC", "PrivatePIDs", "PrivateMounts", "ProtectHostname", "ProtectClock",
    "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups",
    "ProtectProc", "ProcSubset", "RestrictAddressFamilies", "RestrictFileSystems", "RestrictNamespaces",
    "LockPersonality", "MemoryDenyWriteExecute", "RestrictRealtime", "RestrictSUIDSGID", "RemoveIPC",
    "MountFlags", "SystemCallFilter", "SystemCallErrorNumber", "SystemCallArchitectures", "SystemCallLog",
    "Environment", "EnvironmentFile", "PassEnvironment", "UnsetEnvironment", "StandardInput",
    "StandardOutput", "StandardError", "StandardInputText", "LogLevelMax", "LogExtraFields",
    "LogRateLimitIntervalSec", "LogRateLimitBurst", "SyslogIdentifier", "SyslogFacility", "SyslogLevel",
    "SyslogLevelPrefix", "TTYPath", "TTYReset", "LoadCredential", "SetCredential", "ImportCredential",
    "UtmpIdentifier", "UtmpMode", "KillMode", "KillSignal", "RestartKillSignal", "SendSIGHUP",
    "SendSIGKILL", "FinalKillSignal", "WatchdogSignal", "CPUAccounting", "CPUWeight", "StartupCPUWeight",
    "CPUQuota", "CPUQuotaPeriodSec", "AllowedCPUs", "StartupAllowedCPUs", "AllowedMemoryNodes",
    "MemoryAccounting", "MemoryMin", "MemoryLow", "MemoryHigh", "MemoryMax", "MemorySwapMax",
    "MemoryZSwapMax", "MemoryLimit", "CPUShares", "TasksAccounting", "TasksMax", "IOAccounting",
    "IOWeight", "IODeviceWeight", "IOReadBandwidthMax", "IOWriteBandwidthMax", "IOReadIOPSMax",
    "IOWriteIOPSMax", "IPAccounting", "IPAddressAllow", "IPAddressDeny", "SocketBindAllow",
    "SocketBindDeny", "DeviceAllow", "DevicePolicy", "Slice", "Delegate", "ManagedOOMSwap",
    "ManagedOOMMemoryPressure", "Alias", "WantedBy", "RequiredBy", "UpheldBy", "Also", "DefaultInstance",
    "BlockIOWeight", "PermissionsStartOnly", "NetworkNamespacePath", "CoredumpFilter", "Personality",
  ]
}
