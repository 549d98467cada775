/// An attribute of a subject: the one name that readers, rules, messages and fixes share.
///
/// The raw value is what rule files write; ``declaration`` says who has it, its type and its meaning.
public enum Attribute: String, Hashable, Sendable, CaseIterable {
  // Names and identity
  case name
  case kind
  case format
  case count

  // Context
  case context
  case contextEffective = "context.effective"
  case contextSent = "context.sent"
  case contextFallback = "context.fallback"
  case contextDefaulted = "context.defaulted"
  case contextElsewhere = "context.elsewhere"
  case contextStated = "context.stated"
  case contextTrained = "context.trained"
  case contextWanted = "context.wanted"
  case contextWantedFits = "context.wanted-fits"
  case contextDecidedBy = "context.decided-by"
  case contextDecidedAt = "context.decided-at"
  case contextOption = "context.option"
  case contextTooSmall = "context.too-small"
  case contextWasted = "context.wasted"
  case outputStated = "output.stated"
  case outputReserved = "output.reserved"
  case outputWanted = "output.wanted"
  case toolOutput = "tool-output"
  case toolOutputWanted = "tool-output.wanted"
  case promptTokens = "prompt.tokens"
  case promptCrowds = "prompt.crowds"
  case systemTokens = "system.tokens"
  case systemTooLong = "system.too-long"

  // Models
  case base
  case baseKind = "base.kind"
  case baseExists = "base.exists"
  case baseProblem = "base.problem"
  case known
  case suggestion
  case successor
  case resembles
  case origin
  case tag
  case capabilities
  case lacks
  case layers
  case gpuLayers = "gpu-layers"
  case template
  case templateProblem = "template.problem"
  case templateVariables = "template.variables"
  case renderer
  case stopsMissing = "stops.missing"
  case stops
  case requires
  case requiresProblem = "requires.problem"
  case requiresNewerThan = "requires.newer-than"
  case isCloud = "cloud"
  case shadowedBy = "shadowed-by"
  case modelfile
  case usedAs = "used-as"

  // Uses and clients
  case roles
  case api
  case provider
  case tools
  case toolsOffered = "tools.offered"
  case images
  case status
  case replacement
  case telemetry
  case defaultModel = "default-model"

  // Servers
  case topology
  case isPublic = "public"
  case vulkan
  case engine
  case example
  case temporary
  case gpuFix = "gpu.corrected"
  case dockerSocket = "docker-socket"
  case auth
  case weakSecret = "weak-secret"
  case installs
  case mounts
  case startsBefore = "starts-before"
  case aliases
  case isOllama = "ollama"
  case network
  case sharesHostNetwork = "host-network"
  case environmentUnknown = "environment-unknown"
  case image
  case imageTag = "image.tag"
  case version
  case gpu
  case gpuProblem = "gpu.problem"
  case gpuDevices = "gpu.devices"
  case gpuVendor = "gpu.vendor"
  case imageVendor = "image.vendor"
  case cardProblem = "card.problem"
  case gpuIntended = "gpu.on-purpose"
  case variant
  case gpuTaken = "gpu.taken"
  case gpuTakenSurely = "gpu.taken.surely"
  case parallel
  case kvCacheType = "kv-cache-type"
  case flashAttention = "flash-attention"
  case keepAlive = "keep-alive"
  case maxLoaded = "max-loaded"
  case usedTogether = "used-together"
  case cacheTypeIgnored = "kv-cache-type.ignored"
  case hostAddress = "host-address"
  case origins
  case modelVolume = "model-volume"
  case volumeElsewhere = "model-volume.elsewhere"
  case modelsDirectory = "models-directory"
  case restart
  case command
  case commandProblem = "command.problem"
  case healthCheck = "health-check"
  case healthCheckTool = "health-check.tool"
  case healthProblem = "health-check.problem"
  case healthAwaited = "health-check.awaited"
  case noCloud = "no-cloud"
  case serves
  case exposed
  case vulnerability
  case memoryLimit = "memory-limit"
  case cpuLimit = "cpu-limit"
  case threads
  case threadsUnset = "threads.unset"
  case privileged
  case groupMissing = "group.missing"
  case integratedGPU = "integrated-gpu"
  case integratedCard = "integrated-gpu.card"
  case unit
  case includedBy = "included-by"
  case workload
  case updateStrategy = "update-strategy"
  case servicePorts = "service.ports"
  case serviceUndefined = "service.undefined"
  case namespace
  case editedInPlace = "edited-in-place"
  case protectHome = "protect-home"
  case writablePaths = "writable-paths"
  case autoUpdate = "auto-update"

  // Memory
  case memoryNeeded = "memory.needed"
  case memoryAvailable = "memory.available"
  case memoryFit = "memory.fits"
  case memoryInRAM = "memory.in-ram"
  case memoryRAM = "memory.ram"
  case memorySpilled = "memory.spilled"
  case memorySpilledBytes = "memory.spilled-bytes"
  case memoryContext = "memory.context"
  case memoryFitsSmall = "memory.fits-at-4096"
  case memoryFitsQuantized = "memory.fits-with-q8"
  case memoryFitsSingle = "memory.fits-alone"
  case memoryAlternative = "memory.alternative"
  case contextLargest = "context.largest"
  case contextLargestQuantized = "context.largest-with-q8"
  case gpuLayersFitting = "gpu-layers.fitting"
  case isMixture = "mixture"
  case parameters
  case speed
  case machineName = "machine-name"
  case togetherFits = "together.fits"
  case togetherNeeded = "together.needed"
  case togetherWith = "together.with"
  case baseFile = "base.file"
  case baseHasTemplate = "base.template"

  // Machines
  case vram
  case ram
  case os
  case vendor
  case purpose
  case cpu
  case cpuHasAVX = "cpu.avx"
  case cpuProblem = "cpu.problem"
  case cpuFeature = "cpu.feature"
  case cpuWanted = "cpu.wanted"
  case machineType = "machine-type"
  case machineTypeWanted = "machine-type.wanted"
  case isPCIe = "pcie"
  case passesDevices = "passthrough"
  case ramLeast = "ram.least"
  case balloon
  case balloonWanted = "balloon.wanted"
  case hidesHypervisor = "hidden"
  case nvidiaMissing = "nvidia.missing"
  case nvidiaStyle = "nvidia.style"
  case nvidiaRuntime = "nvidia.runtime"

  case ramNeeded = "ram.needed"

  // Hosts
  case iommu
  case vfioDevices = "vfio.devices"
  case vfioUsed = "vfio.used"
  case driversBlocked = "drivers.blocked"
  case cpuVendor = "cpu.vendor"
  case cgroupDriver = "cgroup-driver"
  case gpuContainer = "gpu-container"

  // Devices
  case managed
  case bound
  case siblingMissing = "sibling.missing"
  case demandsPCIe = "pcie.demanded"

  // Keys
  case value
  case problem
  case corrected
  case since
  case newerThan = "newer-than"
  case removedIn = "removed-in"
  case consequence
  case overridden
  case expected
  case program

  // Ports and endpoints
  case address
  case hostPort = "host-port"
  case portWanted = "port.wanted"
  case port
  case host
  case path
  case url
  case scheme
  case reach
  case wantedPath = "wanted-path"
  case wantedHost = "wanted-host"
  case from
  case otherHosts = "other-hosts"
  case isBuiltIn = "built-in"
  case needsHostGateway = "needs-host-gateway"

  // Secrets
  case shown
}
