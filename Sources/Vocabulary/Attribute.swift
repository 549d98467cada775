// Written by `make vocabulary` from the files under Attributes. Do not edit.
// swift-format-ignore-file

/// An attribute of a subject: the one name that readers, rules, messages and fixes share.
///
/// The raw value is its place among all of them. Code reads and writes values through the ``Key`` of the same name,
/// which knows their type.
public enum Attribute: Int, Hashable, Sendable, CaseIterable {
  case telemetry
  case defaultModel
  case dockerSocket
  case auth
  case authFallback
  case weakSecret
  case installs
  case writtenMounts
  case mounts
  case startsBefore
  case startsBeforeFailing
  case lacksHostGateway
  case needsHostGateway
  case weakSecretFallback
  case databaseElsewhere
  case vectorsElsewhere
  case filesElsewhere
  case isForDesktop
  case modelfile
  case managed
  case bound
  case siblingMissing
  case isPublic
  case sharesHostNetwork
  case host
  case path
  case url
  case scheme
  case plainUrl
  case reach
  case wantedPath
  case maybeInContainer
  case unknownReader
  case wantedHost
  case isApart
  case alternatives
  case from
  case isBuiltIn
  case unreadVariable
  case alone
  case serviceUndefined
  case leftOut
  case maybeOwn
  case kind
  case format
  case count
  case status
  case replacement
  case value
  case problem
  case corrected
  case since
  case newerThan
  case removedIn
  case consequence
  case keyEffect
  case counterpart
  case overridden
  case expected
  case program
  case takesEffect
  case alike
  case readByCurrent
  case forAllUsers
  case fromVariable
  case memoryNeeded
  case memoryAvailable
  case memoryFit
  case memoryInRAM
  case memoryRAM
  case memorySpilled
  case memorySpilledBytes
  case memoryContext
  case memoryFitsQuantized
  case memoryAlternative
  case contextLargest
  case contextLargestQuantized
  case gpuLayersFitting
  case parameters
  case isMixture
  case speed
  case machineName
  case togetherFits
  case togetherNeeded
  case togetherWith
  case memoryCause
  case ram
  case os
  case vendor
  case purpose
  case cpu
  case cpuHasAVX
  case cpuProblem
  case cpuFeature
  case cpuWanted
  case machineType
  case machineTypeWanted
  case isPCIe
  case passesDevices
  case ramLeast
  case balloon
  case balloonWanted
  case hidesHypervisor
  case nvidiaMissing
  case nvidiaStyle
  case nvidiaRuntime
  case ramNeeded
  case iommu
  case vfioDevices
  case vfioUsed
  case driversBlocked
  case cpuVendor
  case cgroupDriver
  case gpuContainer
  case demandsPCIe
  case contextEffective
  case contextFallback
  case contextDefaulted
  case contextElsewhere
  case contextStated
  case contextTrained
  case dimensions
  case dimensionsDefaulted
  case dimensionsGiven
  case contextWhole
  case contextInput
  case answerOnTop
  case contextNeeded
  case contextWanted
  case contextWantedFits
  case contextDecidedBy
  case contextDecidedAt
  case contextOption
  case contextTooSmall
  case contextWasted
  case outputStated
  case outputReserved
  case outputWanted
  case toolOutput
  case toolOutputWanted
  case promptTokens
  case promptCrowds
  case known
  case suggestion
  case successor
  case resembles
  case tag
  case capabilities
  case lacks
  case layers
  case servesOneAtATime
  case isCloud
  case roles
  case api
  case provider
  case tools
  case toolsOffered
  case thinks
  case images
  case isOnlyListed
  case isChosen
  case contextSent
  case isOllama
  case contextAssumed
  case servedAs
  case notServed
  case notServedNearest
  case contextMentioned
  case describedBy
  case sizes
  case systemTooLong
  case renderer
  case systemTokens
  case base
  case baseKind
  case baseProblem
  case origin
  case gpuLayers
  case gpuLayersExceed
  case template
  case templateProblem
  case templateVariables
  case stopsMissing
  case stops
  case requires
  case requiresProblem
  case requiresNewerThan
  case shadowedBy
  case baseHasTemplate
  case baseFile
  case source
  case sourceKind
  case sourceOption
  case weightBits
  case cards
  case memoryShare
  case weights
  case weightsRoom
  case weightsShare
  case address
  case portWanted
  case hostPort
  case hostPortVariable
  case port
  case reachedFrom
  case isReachedThroughHost
  case insteadOfHost
  case otherHosts
  case shown
  case context
  case engine
  case example
  case temporary
  case vulkan
  case vulkanOff
  case topology
  case image
  case imageTag
  case version
  case gpu
  case gpuProblem
  case gpuVendor
  case cardOutdated
  case cardProblem
  case imageVendor
  case gpuIntended
  case variant
  case gpuTaken
  case gpuTakenSurely
  case maxLoaded
  case usedTogether
  case cacheTypeIgnored
  case parallel
  case kvCacheType
  case flashAttention
  case keepAlive
  case hostAddress
  case origins
  case modelVolume
  case windowsVolume
  case volumeElsewhere
  case modelsDirectory
  case restart
  case command
  case commandProblem
  case healthCheck
  case healthCheckTool
  case healthLooksInside
  case healthProblem
  case healthAwaited
  case isWaitedForInVain
  case noCloud
  case serves
  case exposed
  case vulnerability
  case memoryLimit
  case cpuLimit
  case threads
  case promptCache
  case promptCacheIsUnbounded
  case hostProcessors
  case threadsWanted
  case threadsUnset
  case privileged
  case groupMissing
  case integratedGPU
  case integratedCard
  case unit
  case includedBy
  case workload
  case namespace
  case editedInPlace
  case autoUpdate
  case network
  case isOnDefaultNetwork
  case environmentUnknown
  case versionOverruled
  case sharedNetworks
  case networkNamespace
  case aliases
  case modelsSmall
  case machinesNamed
  case gpuDevices
  case isOfSwarm
  case volumeOfOneNode
  case updateStrategy
  case servicePorts
  case gpuExpected
  case gpuSpoken
  case profiles
  case explained
  case fallback
  case replicas
  case hostPorts
  case models
  case options
  case callsTools
  case gpus
  case memoryShareTogether
  case memoryShareWith
  case answersToAnyName
  case apiPath
  case name
}

extension Attribute {
  /// Its name in rule files, who has it, its type, and what it means.
  public var declaration: AttributeDeclaration {
    switch self {
    case .telemetry: .init("telemetry", [.client], .text, "A setting that sends data away")
    case .defaultModel: .init("default-model", [.client], .text, "The model that a chat UI offers first")
    case .dockerSocket: .init("docker-socket", [.client], .flag, "Whether the Docker socket is mounted into it")
    case .auth: .init("auth", [.client], .flag, "Whether users must sign in")
    case .authFallback: .init("auth.fallback", [.client], .text, "The variable without which that applies: `WEBUI_AUTH` of `${WEBUI_AUTH:-false}`")
    case .weakSecret: .init("weak-secret", [.client], .flag, "Whether its secret key is empty or a published example")
    case .installs: .init("installs", [.client], .list, "Programs that a dev container installs, so that they run in it")
    case .writtenMounts: .init("mounts.written", [.client], .list, "What a container that runs commands of its settings mounts, as SOURCE:TARGET")
    case .mounts: .init("mounts", [.client, .service], .list, "Files and folders of the repository that its container sees, or that a command on the host names")
    case .startsBefore: .init("starts-before", [.client], .text, "The server that it does not wait for to be healthy")
    case .startsBeforeFailing: .init("starts-before.failing", [.client], .flag, "Whether the health check of that server cannot pass")
    case .lacksHostGateway: .init("lacks-host-gateway", [.client], .flag, "Whether its container has no entry for host.docker.internal, and none of its variables uses that name")
    case .needsHostGateway: .init("needs-host-gateway", [.client], .flag, "Whether host.docker.internal is used on Linux without extra_hosts")
    case .weakSecretFallback: .init("weak-secret.fallback", [.client], .text, "The variable without which that key applies: `KEY` of `${KEY:-secret}`")
    case .databaseElsewhere: .init("database.elsewhere", [.client], .text, "The variable by which its database is in another program")
    case .vectorsElsewhere: .init("vectors.elsewhere", [.client], .flag, "Whether another program keeps its embeddings")
    case .filesElsewhere: .init("files.elsewhere", [.client], .flag, "Whether a service of files keeps what is uploaded to it")
    case .isForDesktop: .init("for-desktop", [.client], .flag, "Whether its file is for Docker Desktop, as its name, a comment or the README beside it says")
    case .modelfile: .init("modelfile", [.creation], .text, "The file that `ollama create` reads")
    case .managed: .init("managed", [.device], .flag, "Whether libvirt takes the device from the host by itself")
    case .bound: .init("bound", [.device], .text, "The file here that takes the device from the host")
    case .siblingMissing: .init("sibling.missing", [.device], .text, "The function of the same card that is left with the host")
    case .isPublic: .init("public", [.endpoint], .flag, "Whether the host is one of the public internet")
    case .sharesHostNetwork: .init("host-network", [.endpoint, .server, .client, .service], .flag, "Whether the container shares the network of its host")
    case .host: .init("host", [.endpoint], .text, "The host in the URL")
    case .path: .init("path", [.endpoint], .text, "The path in the URL")
    case .url: .init("url", [.endpoint], .text, "The URL as written")
    case .scheme: .init("scheme", [.endpoint], .text, "The scheme of the URL")
    case .plainUrl: .init("plain-url", [.endpoint], .text, "The URL without TLS, where it has a port of a server that has none")
    case .reach: .init("reach", [.endpoint], .word(Reach.words), "Whether something in these files answers there; closed is a server that listens for its own computer alone")
    case .wantedPath: .init("wanted-path", [.endpoint], .text, "The path that this client needs")
    case .maybeInContainer: .init("settings-in-container", [.endpoint], .flag, "Whether a file that starts or builds a container names the settings, so that the program may run in one")
    case .unknownReader: .init("unknown-reader", [.endpoint], .flag, "Whether the address may be read by a program that no file describes, or on the host as well, where it means something else")
    case .wantedHost: .init("wanted-host", [.endpoint], .text, "The host that reaches the server from where the client runs")
    case .isApart: .init("apart", [.endpoint, .client], .flag, "Whether the client shares no network with the server beside it")
    case .alternatives: .init("alternatives", [.endpoint], .list, "Files that are started instead of this one, so that their servers are not there")
    case .from: .init("from", [.endpoint], .word(ClientPlace.words), "Where the client runs")
    case .isBuiltIn: .init("built-in", [.endpoint], .flag, "Whether the client takes this address because nobody wrote one")
    case .unreadVariable: .init("unread-variable", [.endpoint], .text, "The variable by which somebody set another address, and that the client does not read")
    case .alone: .init("alone", [.endpoint], .flag, "Whether the address is a default that nobody wrote, and no file describes a server for it")
    case .serviceUndefined: .init("service.undefined", [.endpoint], .flag, "Whether it is called by the name of a Service that no manifest here defines")
    case .leftOut: .init("left-out", [.endpoint], .integer(.count), "How many addresses its list has behind those that are looked at")
    case .maybeOwn: .init("maybe-own", [.endpoint], .flag, "Whether what answers there may run in the client's own container")
    case .kind: .init("kind", [.key, .client, .server, .secret, .model, .machine, .device, .service], .text, "What sort it is: for a key instruction, parameter, variable or setting; for a client its program; for a machine what runs it: libvirt, Proxmox, LXC")
    case .format: .init("format", [.key], .text, "The program or file format whose key it is")
    case .count: .init("count", [.key, .server], .integer(.count), "How many there are")
    case .status: .init("status", [.key, .modelUse], .word(KeyStatus.words), "Standing of a key: does the program read it")
    case .replacement: .init("replacement", [.key, .secret], .text, "What to write instead")
    case .value: .init("value", [.key], .text, "The value as written")
    case .problem: .init("problem", [.key, .endpoint, .port], .word(ValueFault.words), "What is wrong with the value")
    case .corrected: .init("corrected", [.key, .endpoint], .text, "The value as it was probably meant")
    case .since: .init("since", [.key], .text, "The first version that reads it")
    case .newerThan: .init("newer-than", [.key], .text, "The version that a server here is pinned to and that does not know the key yet")
    case .removedIn: .init("removed-in", [.key], .text, "The first version that no longer reads it")
    case .consequence: .init("consequence", [.key], .text, "What the program makes of it as it stands, or why: a sentence without its full stop")
    case .keyEffect: .init("key-effect", [.key], .word(KeyEffect.words), "What the program does with the key as it stands")
    case .counterpart: .init("counterpart", [.key], .text, "What else it is about, as that is named or written: a provider, a service, a directory, another value")
    case .overridden: .init("overridden", [.key], .text, "What takes the place of the parameter in every request of the clients here")
    case .expected: .init("expected", [.key, .endpoint], .text, "What the program expects, as in 'expects digits only'")
    case .program: .init("program", [.key], .text, "The other program that reads the variable")
    case .takesEffect: .init("takes-effect", [.key], .flag, "Whether the variable, once it is read, may take memory, a device, models, a port or requests from what works without it")
    case .alike: .init("alike", [.key], .text, "The mistake that several keys of a file are parts of")
    case .readByCurrent: .init("read-by-current", [.key], .flag, "Whether only programs that ignore the key read the file")
    case .forAllUsers: .init("for-all-users", [.key], .flag, "Whether every user's own manager reads the unit")
    case .fromVariable: .init("from-variable", [.key], .text, "The variable that the value is taken from, or the default of: `GPU` of `${GPU:-all}`")
    case .memoryNeeded: .init("memory.needed", [.load], .integer(.bytes), "GPU memory that the model needs with its context, so that nothing of it runs on the CPU")
    case .memoryAvailable: .init("memory.available", [.load], .integer(.bytes), "Memory of the machine's GPUs, less what the engine leaves free of it")
    case .memoryFit: .init("memory.fits", [.load], .word(MemoryFit.words), "Whether it is fully on the GPU, partly, or does not load at all")
    case .memoryInRAM: .init("memory.in-ram", [.load], .integer(.bytes), "What of it lies in RAM")
    case .memoryRAM: .init("memory.ram", [.load], .integer(.bytes), "RAM of the machine it runs on")
    case .memorySpilled: .init("memory.spilled", [.load], .integer(.count), "Per cent of its weights that run on the CPU")
    case .memorySpilledBytes: .init("memory.spilled-bytes", [.load], .integer(.bytes), "Weights that run on the CPU")
    case .memoryContext: .init("memory.context", [.load], .integer(.tokens), "The context length that the estimate is for")
    case .memoryFitsQuantized: .init("memory.fits-with-q8", [.load], .flag, "Whether it would be fully on the GPU with a KV cache of q8_0")
    case .memoryAlternative: .init("memory.alternative", [.load], .text, "The largest smaller size of the same model that fits fully")
    case .contextLargest: .init("context.largest", [.load], .integer(.tokens), "The largest context that is fully on the GPU")
    case .contextLargestQuantized: .init("context.largest-with-q8", [.load], .integer(.tokens), "The same with a KV cache of q8_0")
    case .gpuLayersFitting: .init("gpu-layers.fitting", [.load], .integer(.count), "Layers that Ollama itself would put onto the GPU")
    case .parameters: .init("parameters", [.load], .integer(.count), "Weights of the model")
    case .isMixture: .init("mixture", [.load], .flag, "Whether it is a mixture of experts")
    case .speed: .init("speed", [.load], .text, "Tokens per second when answering, as a range")
    case .machineName: .init("machine-name", [.load], .text, "The GPUs of the machine it runs on")
    case .togetherFits: .init("together.fits", [.load], .flag, "Whether it stays loaded beside the client's other model")
    case .togetherNeeded: .init("together.needed", [.load], .integer(.bytes), "GPU memory that the client's models want together")
    case .togetherWith: .init("together.with", [.load], .text, "The client's other model")
    case .memoryCause: .init("memory.cause", [.load], .word(MemoryCause.words), "Why it does not fit fully on the GPU for want of memory: weights, context, parallel requests; or the layers its Modelfile fixes")
    case .ram: .init("ram", [.machine], .integer(.bytes), "Its RAM")
    case .os: .init("os", [.machine, .server, .client], .word(OperatingSystem.words), "Its operating system")
    case .vendor: .init("vendor", [.machine, .server], .word(MachineGPU.words), "Whose GPU it has")
    case .purpose: .init("purpose", [.machine], .text, "What says that models run in it")
    case .cpu: .init("cpu", [.machine], .text, "The CPU that its guest is shown: a model, or host-passthrough")
    case .cpuHasAVX: .init("cpu.avx", [.machine], .flag, "Whether that CPU has AVX")
    case .cpuProblem: .init("cpu.problem", [.machine], .word(CPUProblem.words), "Why it has none: nothing is chosen, an old or least common model is, or AVX is taken away")
    case .cpuFeature: .init("cpu.feature", [.machine], .text, "The feature that is taken away from the CPU")
    case .cpuWanted: .init("cpu.wanted", [.machine], .text, "What shows the guest the host's own CPU")
    case .machineType: .init("machine-type", [.machine], .text, "The board that is emulated: pc-q35-9.0, pc-i440fx-9.0")
    case .machineTypeWanted: .init("machine-type.wanted", [.machine], .text, "The board that has PCI Express")
    case .isPCIe: .init("pcie", [.machine], .flag, "Whether the board has PCI Express")
    case .passesDevices: .init("passthrough", [.machine], .flag, "Whether it is given a PCI or mediated device, which may be a GPU")
    case .ramLeast: .init("ram.least", [.machine], .integer(.bytes), "The RAM that its guest may be left with")
    case .balloon: .init("balloon", [.machine], .text, "The memory balloon as written")
    case .balloonWanted: .init("balloon.wanted", [.machine], .text, "How to write that there is no memory balloon")
    case .hidesHypervisor: .init("hidden", [.machine], .flag, "Whether its guest is not told that it runs on KVM")
    case .nvidiaMissing: .init("nvidia.missing", [.machine], .list, "Device files of the NVIDIA driver that CUDA needs and that are not passed")
    case .nvidiaStyle: .init("nvidia.style", [.machine], .word(DeviceStyle.words), "How device files are passed: by devN, by mounts whose use is allowed, or by mounts alone")
    case .nvidiaRuntime: .init("nvidia.runtime", [.machine], .flag, "Whether the libraries of NVIDIA's driver are brought along with its card")
    case .ramNeeded: .init("ram.needed", [.machine], .integer(.bytes), "What the largest model in it keeps in RAM")
    case .iommu: .init("iommu", [.machine], .word(IOMMU.words), "What the kernel's command line says of the IOMMU, without which no device can be given to a guest")
    case .vfioDevices: .init("vfio.devices", [.machine], .list, "Devices that vfio-pci takes from the host's drivers, as vendor:device")
    case .vfioUsed: .init("vfio.used", [.machine], .flag, "Whether files here give the host's devices to virtual machines")
    case .driversBlocked: .init("drivers.blocked", [.machine], .list, "Drivers that the host is told not to load")
    case .cpuVendor: .init("cpu.vendor", [.machine], .word(CPUVendor.words), "Who made the host's CPU")
    case .cgroupDriver: .init("cgroup-driver", [.machine], .word(CgroupDriver.words), "What keeps the control groups of the host's containers")
    case .gpuContainer: .init("gpu-container", [.machine], .text, "A container on the host that is given NVIDIA's GPUs")
    case .demandsPCIe: .init("pcie.demanded", [.machine], .flag, "Whether a device is to be put onto PCI Express")
    case .contextEffective: .init("context.effective", [.modelUse, .model], .integer(.tokens), "The context length that requests really get, and why")
    case .contextFallback: .init("context.fallback", [.modelUse], .integer(.tokens), "What the client requests where neither it nor the model says a context length")
    case .contextDefaulted: .init("context.defaulted", [.modelUse], .flag, "Whether the context that the client requests, or assumes, is its own because nobody wrote one")
    case .contextElsewhere: .init("context.elsewhere", [.modelUse], .integer(.tokens), "The context that another client here gets for the same model")
    case .contextStated: .init("context.stated", [.modelUse], .integer(.tokens), "The context length that the client assumes")
    case .contextTrained: .init("context.trained", [.modelUse, .model], .integer(.tokens), "The context length that the model was trained for")
    case .dimensions: .init("dimensions", [.modelUse], .integer(.count), "How long the vectors are that the client expects")
    case .dimensionsDefaulted: .init("dimensions.defaulted", [.modelUse], .flag, "Whether that length is the client's own because nobody wrote one")
    case .dimensionsGiven: .init("dimensions.given", [.modelUse], .integer(.count), "How long the vectors of the embedding model are")
    case .contextWhole: .init("context.whole", [.modelUse], .integer(.tokens), "The context length that the client assumes with the answer, where that is not part of the other")
    case .contextInput: .init("context.input", [.modelUse], .integer(.tokens), "What of the effective context length is left beside the answer, where the client counts them apart")
    case .answerOnTop: .init("answer-on-top", [.modelUse], .flag, "Whether the client counts the answer beside the context length that it states")
    case .contextNeeded: .init("context.needed", [.modelUse], .integer(.tokens), "The least context length that is published for the client, as an agent")
    case .contextWanted: .init("context.wanted", [.modelUse, .model, .server], .integer(.tokens), "The context length that the work needs: 65536 for an agent, what is published for its client, or all that the model was trained for; of a model or server, the most that its users need")
    case .contextWantedFits: .init("context.wanted-fits", [.modelUse], .flag, "Whether the model would be fully on the GPU with the context that it needs")
    case .contextDecidedBy: .init("context.decided-by", [.modelUse], .word(ContextDecider.words), "Who decides the effective context")
    case .contextDecidedAt: .init("context.decided-at", [.modelUse], .text, "What decides the effective context: uses with the same value share its fate")
    case .contextOption: .init("context.option", [.modelUse], .text, "A context option written where the client never sends it")
    case .contextTooSmall: .init("context.too-small", [.modelUse], .flag, "Whether the effective context is below what the role needs")
    case .contextWasted: .init("context.wasted", [.modelUse], .flag, "Whether the client assumes less than half of the context that it gets")
    case .outputStated: .init("output.stated", [.modelUse, .model], .integer(.tokens), "The longest answer that is asked for")
    case .outputReserved: .init("output.reserved", [.modelUse], .integer(.tokens), "What the client keeps free of the window for the answer")
    case .outputWanted: .init("output.wanted", [.modelUse, .model], .integer(.tokens), "A longest answer that leaves room for the prompt: a quarter")
    case .toolOutput: .init("tool-output", [.modelUse], .integer(.count), "Bytes of the longest result of one tool that the client puts into the chat")
    case .toolOutputWanted: .init("tool-output.wanted", [.modelUse], .integer(.count), "Bytes of a result that takes no more than a quarter of the context")
    case .promptTokens: .init("prompt.tokens", [.modelUse], .integer(.tokens), "About how many tokens the client's own instructions and tools take")
    case .promptCrowds: .init("prompt.crowds", [.modelUse], .flag, "Whether they and the longest answer take more than half of the context")
    case .known: .init("known", [.modelUse, .model], .word(Standing.words), "Where the name leads: a Modelfile here, Ollama's library, or nowhere we know")
    case .suggestion: .init("suggestion", [.modelUse, .model, .key], .text, "The nearest name that exists")
    case .successor: .init("successor", [.modelUse], .text, "The model of the same family and size that took its place and does more")
    case .resembles: .init("resembles", [.modelUse], .text, "The model made here that a name is built like, though nothing here makes it")
    case .tag: .init("tag", [.modelUse, .model], .text, "The tag as written")
    case .capabilities: .init("capabilities", [.modelUse, .model], .words(Capability.words), "What the model can do: completion, tools, insert, vision, thinking, embedding")
    case .lacks: .init("lacks", [.modelUse], .words(Capability.words), "Capabilities that its roles need and the model does not have")
    case .layers: .init("layers", [.modelUse, .model, .load], .integer(.count), "Layers of the model, the output layer included")
    case .servesOneAtATime: .init("one-at-a-time", [.modelUse, .model], .flag, "Whether Ollama serves it to one request at a time, whatever OLLAMA_NUM_PARALLEL says")
    case .isCloud: .init("cloud", [.modelUse, .model], .flag, "Whether the model runs on ollama.com")
    case .roles: .init("roles", [.modelUse, .load], .words(Role.words), "What the client uses it for: agent, chat, edit, autocomplete, embed, title")
    case .api: .init("api", [.modelUse, .endpoint], .word(ServerAPI.words), "The API that the client speaks")
    case .provider: .init("provider", [.modelUse], .text, "The provider entry it belongs to")
    case .tools: .init("tools", [.modelUse], .flag, "Whether the client offers tools to it")
    case .toolsOffered: .init("tools.offered", [.modelUse], .flag, "Whether the client offers tools to a model of this name by itself")
    case .thinks: .init("thinks", [.modelUse], .flag, "Whether the client asks the model to think before it answers")
    case .images: .init("images", [.modelUse], .flag, "Whether the client sends images to it")
    case .isOnlyListed: .init("only-listed", [.modelUse], .flag, "Whether the client is set to another model, so that this one is only on its menu")
    case .isChosen: .init("chosen", [.modelUse], .flag, "Whether the settings name it as the one to use, rather than list it as one that can be chosen")
    case .contextSent: .init("context.sent", [.modelUse], .integer(.tokens), "The context length that the client sends with every request")
    case .isOllama: .init("ollama", [.modelUse, .client], .flag, "Whether the server behind it is Ollama")
    case .contextAssumed: .init("context.assumed", [.modelUse], .flag, "Whether the effective context is the default of most machines because this one is not known")
    case .servedAs: .init("served-as", [.modelUse], .text, "The name by which a proxy offers it to its own clients")
    case .notServed: .init("not-served", [.modelUse], .flag, "Whether the program at the endpoint serves no model of this name")
    case .notServedNearest: .init("not-served.nearest", [.modelUse], .text, "The model of that program that was probably meant")
    case .contextMentioned: .init("context.mentioned", [.modelUse], .text, "A file here that sets the context of servers and is not read, such as a module of NixOS, or a guide that speaks of it")
    case .describedBy: .init("described-by", [.modelUse], .text, "A file of another program that is named for the model")
    case .sizes: .init("sizes", [.modelUse, .model], .list, "The sizes that the library has of the model, where none is near the one written")
    case .systemTooLong: .init("system.too-long", [.model], .flag, "Whether the system prompt takes more than a quarter of the context")
    case .renderer: .init("renderer", [.model], .text, "RENDERER or PARSER, which take the place of the TEMPLATE")
    case .systemTokens: .init("system.tokens", [.model], .integer(.tokens), "About how many tokens the system prompt takes (a quarter of its characters)")
    case .base: .init("base", [.model], .text, "What FROM names")
    case .baseKind: .init("base.kind", [.model], .word(BaseKind.words), "Whether FROM names a model or a path")
    case .baseProblem: .init("base.problem", [.model], .text, "Why the file in FROM cannot be used")
    case .origin: .init("origin", [.model], .word(NameOrigin.words), "What ties the model's name to this file")
    case .gpuLayers: .init("gpu-layers", [.model, .service], .integer(.count), "Layers forced onto the GPU by num_gpu")
    case .gpuLayersExceed: .init("gpu-layers.exceed", [.model], .flag, "Whether num_gpu is more than what fits the GPU of the known machine")
    case .template: .init("template", [.model], .text, "The TEMPLATE that the Modelfile brings itself")
    case .templateProblem: .init("template.problem", [.model], .text, "Why the TEMPLATE does not work")
    case .templateVariables: .init("template.variables", [.model], .list, "The variables that the TEMPLATE uses")
    case .stopsMissing: .init("stops.missing", [.model], .list, "Markup that ends a turn in the TEMPLATE and is no stop string")
    case .stops: .init("stops", [.model], .list, "Stop strings")
    case .requires: .init("requires", [.model, .modelUse], .text, "The version in REQUIRES, or the first one that runs a model of the library")
    case .requiresProblem: .init("requires.problem", [.model], .text, "Why REQUIRES is no version")
    case .requiresNewerThan: .init("requires.newer-than", [.model, .modelUse], .text, "The pinned server version that is older")
    case .shadowedBy: .init("shadowed-by", [.model], .text, "The file or directory here that has the name in FROM")
    case .baseHasTemplate: .init("base.template", [.model], .flag, "Whether the weights file has a chat template")
    case .baseFile: .init("base.file", [.model], .text, "The weights file in FROM, from the root")
    case .source: .init("source", [.model], .text, "What the command of a server names its model by")
    case .sourceKind: .init("source.kind", [.model], .word(ModelSource.words), "Whether that is a file or folder, a repository of Hugging Face, or may be either")
    case .sourceOption: .init("source.option", [.model], .text, "The option or variable that names it")
    case .weightBits: .init("weight-bits", [.model], .number, "How many bits a weight takes at least, by the repository's name and the quantization that is asked for")
    case .cards: .init("cards", [.model], .integer(.count), "Over how many GPUs the command spreads it")
    case .memoryShare: .init("memory-share", [.model, .service], .integer(.count), "Per cent of each GPU's memory that the server takes, as its command says it")
    case .weights: .init("weights", [.model], .integer(.bytes), "What its weights take at least")
    case .weightsRoom: .init("weights.room", [.model], .integer(.bytes), "What the GPUs have for them, where that is less")
    case .weightsShare: .init("weights.share", [.model], .integer(.count), "Per cent of each GPU that the server takes, where they would fit into all of it")
    case .address: .init("address", [.port], .text, "The host address it is published on")
    case .portWanted: .init("port.wanted", [.port], .integer(.port), "The port that the program in the container listens on, where it points to another")
    case .hostPort: .init("host-port", [.port], .integer(.port), "The port on the host")
    case .hostPortVariable: .init("host-port.variable", [.port], .text, "The variable that alone gives the port on the host")
    case .port: .init("port", [.port, .endpoint, .server, .service], .integer(.port), "The port it points to")
    case .reachedFrom: .init("reached-from", [.port, .server], .text, "What in these files mentions other machines that use this port")
    case .isReachedThroughHost: .init("through-host", [.port], .flag, "Whether containers of these files reach it through their host")
    case .insteadOfHost: .init("through-host.instead", [.port], .text, "The address by which the container that reaches it through its host can reach it without")
    case .otherHosts: .init("other-hosts", [.port], .flag, "Whether files here reach this port from another machine")
    case .shown: .init("shown", [.secret], .text, "As much of the secret as may be printed")
    case .context: .init("context", [.server, .model], .integer(.tokens), "The context length that it sets itself")
    case .engine: .init("engine", [.server, .endpoint], .word(ContainerEngine.words), "The container engine of a command line")
    case .example: .init("example", [.server, .client, .machine, .device, .service, .model, .modelUse], .flag, "Whether it is in documentation; of a model's name, in a file to be copied and filled in too")
    case .temporary: .init("temporary", [.server], .flag, "Whether the container is removed when it ends")
    case .vulkan: .init("vulkan", [.server], .flag, "Whether OLLAMA_VULKAN is set on or off")
    case .vulkanOff: .init("vulkan-off", [.server], .flag, "Whether the pinned version has no Vulkan, or only where a variable asks for it, and none does")
    case .topology: .init("topology", [.server, .client, .machine, .service], .word(Topology.words), "What it runs in; an image runs nowhere yet")
    case .image: .init("image", [.server, .client, .service], .text, "The container image, without its tag")
    case .imageTag: .init("image.tag", [.server], .text, "The tag of the image")
    case .version: .init("version", [.server], .text, "The version of Ollama that the tag pins")
    case .gpu: .init("gpu", [.server], .word(GPUAccess.words), "Which GPUs the container is given")
    case .gpuProblem: .init("gpu.problem", [.server], .text, "Why the engine refuses or ignores the GPU request")
    case .gpuVendor: .init("gpu.vendor", [.server, .machine], .word(PassedGPU.words), "Whose GPU is passed")
    case .cardOutdated: .init("card.outdated", [.server], .text, "A target of ROCm that current releases have no code for, as a variable of the server names it")
    case .cardProblem: .init("card.problem", [.server], .text, "The machine's card, where the image has no code for it")
    case .imageVendor: .init("image.vendor", [.server, .service], .word(ImageGPU.words), "Whose GPU the image supports")
    case .gpuIntended: .init("gpu.on-purpose", [.server, .machine], .text, "A comment, profile or sibling that says why there is no GPU here")
    case .variant: .init("variant", [.server], .text, "What says that it is one of several variants, each for other hardware")
    case .gpuTaken: .init("gpu.taken", [.server, .machine], .text, "What keeps the GPU of its host from it")
    case .gpuTakenSurely: .init("gpu.taken.surely", [.server, .machine], .flag, "Whether no other GPU is left to it; the host may have a second card otherwise")
    case .maxLoaded: .init("max-loaded", [.server], .integer(.count), "How many models it keeps loaded (OLLAMA_MAX_LOADED_MODELS)")
    case .usedTogether: .init("used-together", [.server], .integer(.count), "How many models one client needs loaded at the same time")
    case .cacheTypeIgnored: .init("kv-cache-type.ignored", [.server], .flag, "Whether its version leaves the KV cache at f16 unless flash attention is asked for")
    case .parallel: .init("parallel", [.server], .integer(.count), "Requests served at once (OLLAMA_NUM_PARALLEL)")
    case .kvCacheType: .init("kv-cache-type", [.server], .text, "Type of the KV cache (OLLAMA_KV_CACHE_TYPE)")
    case .flashAttention: .init("flash-attention", [.server], .flag, "Whether flash attention is set on or off")
    case .keepAlive: .init("keep-alive", [.server], .integer(.seconds), "How long a model stays loaded; negative is for ever")
    case .hostAddress: .init("host-address", [.server], .text, "The address that OLLAMA_HOST binds")
    case .origins: .init("origins", [.server], .list, "Browser origins that may call the API")
    case .modelVolume: .init("model-volume", [.server, .client], .text, "What the model or data directory is mounted from")
    case .windowsVolume: .init("model-volume.windows", [.server], .text, "The folder that is mounted there, where it is on a Windows drive or would be one under WSL")
    case .volumeElsewhere: .init("model-volume.elsewhere", [.server], .text, "The mount on the image's own directory of models, though OLLAMA_MODELS is another")
    case .modelsDirectory: .init("models-directory", [.server, .client], .text, "Where models are kept inside the container")
    case .restart: .init("restart", [.server], .text, "Restart policy")
    case .command: .init("command", [.server], .text, "The command that replaces the image's")
    case .commandProblem: .init("command.problem", [.server], .text, "Why the command does not start a server")
    case .healthCheck: .init("health-check", [.server], .text, "The health check as written")
    case .healthCheckTool: .init("health-check.tool", [.server], .text, "A program that the health check needs and the image lacks")
    case .healthLooksInside: .init("health-check.looks-inside", [.server], .flag, "Whether the health check looks for something in an answer")
    case .healthProblem: .init("health-check.problem", [.server], .text, "Why the health check says nothing about the server")
    case .healthAwaited: .init("health-check.awaited", [.server], .flag, "Whether something waits for the server to be healthy")
    case .isWaitedForInVain: .init("health-check.missing", [.server], .flag, "Whether something waits for the server to be healthy although nothing checks it")
    case .noCloud: .init("no-cloud", [.server], .flag, "Whether OLLAMA_NO_CLOUD is set")
    case .serves: .init("serves", [.server], .words(Role.words), "The roles of all models that clients here use on it")
    case .exposed: .init("exposed", [.server, .port, .client], .word(Exposure.words), "Who can reach it besides this machine")
    case .vulnerability: .init("vulnerability", [.server], .text, "A published vulnerability of the pinned version")
    case .memoryLimit: .init("memory-limit", [.server], .integer(.bytes), "RAM that the container may use")
    case .cpuLimit: .init("cpu-limit", [.server], .number, "Processors that the container may use")
    case .threads: .init("threads", [.server], .integer(.count), "Threads that the engine computes with (LLAMA_ARG_THREADS)")
    case .promptCache: .init("prompt-cache", [.server], .integer(.count), "How much RAM each model's llama-server keeps prompts in at most, in MiB (LLAMA_ARG_CACHE_RAM)")
    case .promptCacheIsUnbounded: .init("prompt-cache.unbounded", [.server], .flag, "Whether nothing here bounds that, and its release of Ollama has such a cache")
    case .hostProcessors: .init("host.processors", [.server], .integer(.count), "How many processors the machine has that the files around the server name")
    case .threadsWanted: .init("threads.wanted", [.server], .integer(.count), "As many threads as the container may use processors, at least one")
    case .threadsUnset: .init("threads.unset", [.server], .flag, "Whether nothing here says with how many threads to compute")
    case .privileged: .init("privileged", [.server], .flag, "Whether the container may do on its host whatever it likes")
    case .groupMissing: .init("group.missing", [.server], .text, "A group that the container is put into and its image does not have")
    case .integratedGPU: .init("integrated-gpu", [.server], .flag, "Whether integrated GPUs are let in (OLLAMA_IGPU_ENABLE)")
    case .integratedCard: .init("integrated-gpu.card", [.server], .text, "The machine's only card, an integrated one that Ollama leaves out unless told otherwise")
    case .unit: .init("unit", [.server], .text, "The systemd unit that starts it")
    case .includedBy: .init("included-by", [.server, .client], .text, "The Compose file that its own file is a part of, from the root")
    case .workload: .init("workload", [.server], .text, "What runs it in a cluster, as kubectl takes it: deployment/ollama")
    case .namespace: .init("namespace", [.server], .text, "The namespace that its manifest names")
    case .editedInPlace: .init("edited-in-place", [.server], .list, "Variables set in the unit that Ollama's installer wrote and overwrites")
    case .autoUpdate: .init("auto-update", [.server], .word(AutoUpdate.words), "Where newer images are fetched from by themselves")
    case .network: .init("network", [.server, .endpoint], .text, "The network of its own that a container started by hand joins")
    case .isOnDefaultNetwork: .init("default-network", [.server, .endpoint], .flag, "Whether the container is on its engine's default network, where containers do not know each other's names")
    case .environmentUnknown: .init("environment-unknown", [.server], .flag, "Whether variables come from a file that is not here")
    case .versionOverruled: .init("version-overruled", [.server], .flag, "Whether something else may set another version than the one that is written")
    case .sharedNetworks: .init("shared-networks", [.server, .endpoint], .list, "Networks with names of their own, by which containers of several files meet")
    case .networkNamespace: .init("network-namespace", [.server, .client], .text, "The container whose network it has, or its own name where others have its network")
    case .aliases: .init("aliases", [.server, .machine, .model, .service], .list, "Other names and addresses that it has on its network")
    case .modelsSmall: .init("models.small", [.server], .flag, "Whether all models that the files around it name are small enough for a CPU")
    case .machinesNamed: .init("machines.named", [.server, .model, .modelUse], .list, "The graphics cards and computers that the comments of its file name")
    case .gpuDevices: .init("gpu.devices", [.server], .list, "The devices that it is given, by the names written; unnamed ones by their number")
    case .isOfSwarm: .init("of-swarm", [.server], .flag, "Whether docker stack deploy starts it, on any node of a Swarm")
    case .volumeOfOneNode: .init("volume-of-one-node", [.server], .flag, "Whether its models are on a volume that only one node can hold at a time")
    case .updateStrategy: .init("update-strategy", [.server], .text, "How a Deployment replaces its pods, where one alone has room")
    case .servicePorts: .init("service.ports", [.server], .list, "The ports of the Services here that lead to it")
    case .gpuExpected: .init("gpu.expected", [.server], .text, "Whose GPU its host has, by what is written in these files: nvidia or amd")
    case .gpuSpoken: .init("gpu.spoken", [.server], .text, "Whose GPU the comments, the README or the folder's name speak of, where it is one vendor's: nvidia, amd or intel")
    case .profiles: .init("profiles", [.server, .client], .list, "The Compose profiles, one of which is needed to start it")
    case .explained: .init("explained", [.server, .client, .model], .list, "Settings beside which a comment says why they are so: context, auth, gpu-layers, origins")
    case .fallback: .init("fallback", [.server], .flag, "Whether a script only starts it where no server answers")
    case .replicas: .init("replicas", [.server], .integer(.count), "How many pods of it run at most, where that is more than one")
    case .hostPorts: .init("host-ports", [.service], .list, "Ports of the host that lead to it")
    case .models: .init("models", [.service], .list, "The models that it serves, where all are known")
    case .options: .init("options", [.service], .list, "Names of the options of its command, and of variables that stand for some")
    case .callsTools: .init("calls-tools", [.service], .flag, "Whether it finds calls of tools in what its model answers")
    case .gpus: .init("gpus", [.service], .list, "The GPUs that it sees, where these are not all")
    case .memoryShareTogether: .init("memory-share.together", [.service], .integer(.count), "Per cent of a GPU's memory that it takes together with others on the same GPU, where that is more than there is")
    case .memoryShareWith: .init("memory-share.with", [.service], .list, "The others")
    case .answersToAnyName: .init("any-model", [.service], .flag, "Whether it answers with its one model whatever name is asked for")
    case .apiPath: .init("api-path", [.service], .text, "The path below which alone it serves OpenAI's API")
    case .name: .init("name", [.client, .creation, .device, .endpoint, .key, .load, .machine, .model, .modelUse, .port, .secret, .server, .service], .text, "The name users know it by")
    }
  }
}

extension Key where Content == AutoUpdate {
  public static var autoUpdate: Self { Self(.autoUpdate) }
}

extension Key where Content == BaseKind {
  public static var baseKind: Self { Self(.baseKind) }
}

extension Key where Content == Bool {
  public static var dockerSocket: Self { Self(.dockerSocket) }
  public static var auth: Self { Self(.auth) }
  public static var weakSecret: Self { Self(.weakSecret) }
  public static var startsBeforeFailing: Self { Self(.startsBeforeFailing) }
  public static var lacksHostGateway: Self { Self(.lacksHostGateway) }
  public static var needsHostGateway: Self { Self(.needsHostGateway) }
  public static var vectorsElsewhere: Self { Self(.vectorsElsewhere) }
  public static var filesElsewhere: Self { Self(.filesElsewhere) }
  public static var isForDesktop: Self { Self(.isForDesktop) }
  public static var managed: Self { Self(.managed) }
  public static var isPublic: Self { Self(.isPublic) }
  public static var sharesHostNetwork: Self { Self(.sharesHostNetwork) }
  public static var maybeInContainer: Self { Self(.maybeInContainer) }
  public static var unknownReader: Self { Self(.unknownReader) }
  public static var isApart: Self { Self(.isApart) }
  public static var isBuiltIn: Self { Self(.isBuiltIn) }
  public static var alone: Self { Self(.alone) }
  public static var serviceUndefined: Self { Self(.serviceUndefined) }
  public static var maybeOwn: Self { Self(.maybeOwn) }
  public static var takesEffect: Self { Self(.takesEffect) }
  public static var readByCurrent: Self { Self(.readByCurrent) }
  public static var forAllUsers: Self { Self(.forAllUsers) }
  public static var memoryFitsQuantized: Self { Self(.memoryFitsQuantized) }
  public static var isMixture: Self { Self(.isMixture) }
  public static var togetherFits: Self { Self(.togetherFits) }
  public static var cpuHasAVX: Self { Self(.cpuHasAVX) }
  public static var isPCIe: Self { Self(.isPCIe) }
  public static var passesDevices: Self { Self(.passesDevices) }
  public static var hidesHypervisor: Self { Self(.hidesHypervisor) }
  public static var nvidiaRuntime: Self { Self(.nvidiaRuntime) }
  public static var vfioUsed: Self { Self(.vfioUsed) }
  public static var demandsPCIe: Self { Self(.demandsPCIe) }
  public static var contextDefaulted: Self { Self(.contextDefaulted) }
  public static var dimensionsDefaulted: Self { Self(.dimensionsDefaulted) }
  public static var answerOnTop: Self { Self(.answerOnTop) }
  public static var contextWantedFits: Self { Self(.contextWantedFits) }
  public static var contextTooSmall: Self { Self(.contextTooSmall) }
  public static var contextWasted: Self { Self(.contextWasted) }
  public static var promptCrowds: Self { Self(.promptCrowds) }
  public static var servesOneAtATime: Self { Self(.servesOneAtATime) }
  public static var isCloud: Self { Self(.isCloud) }
  public static var tools: Self { Self(.tools) }
  public static var toolsOffered: Self { Self(.toolsOffered) }
  public static var thinks: Self { Self(.thinks) }
  public static var images: Self { Self(.images) }
  public static var isOnlyListed: Self { Self(.isOnlyListed) }
  public static var isChosen: Self { Self(.isChosen) }
  public static var isOllama: Self { Self(.isOllama) }
  public static var contextAssumed: Self { Self(.contextAssumed) }
  public static var notServed: Self { Self(.notServed) }
  public static var systemTooLong: Self { Self(.systemTooLong) }
  public static var gpuLayersExceed: Self { Self(.gpuLayersExceed) }
  public static var baseHasTemplate: Self { Self(.baseHasTemplate) }
  public static var isReachedThroughHost: Self { Self(.isReachedThroughHost) }
  public static var otherHosts: Self { Self(.otherHosts) }
  public static var example: Self { Self(.example) }
  public static var temporary: Self { Self(.temporary) }
  public static var vulkan: Self { Self(.vulkan) }
  public static var vulkanOff: Self { Self(.vulkanOff) }
  public static var gpuTakenSurely: Self { Self(.gpuTakenSurely) }
  public static var cacheTypeIgnored: Self { Self(.cacheTypeIgnored) }
  public static var flashAttention: Self { Self(.flashAttention) }
  public static var healthLooksInside: Self { Self(.healthLooksInside) }
  public static var healthAwaited: Self { Self(.healthAwaited) }
  public static var isWaitedForInVain: Self { Self(.isWaitedForInVain) }
  public static var noCloud: Self { Self(.noCloud) }
  public static var promptCacheIsUnbounded: Self { Self(.promptCacheIsUnbounded) }
  public static var threadsUnset: Self { Self(.threadsUnset) }
  public static var privileged: Self { Self(.privileged) }
  public static var integratedGPU: Self { Self(.integratedGPU) }
  public static var isOnDefaultNetwork: Self { Self(.isOnDefaultNetwork) }
  public static var environmentUnknown: Self { Self(.environmentUnknown) }
  public static var versionOverruled: Self { Self(.versionOverruled) }
  public static var modelsSmall: Self { Self(.modelsSmall) }
  public static var isOfSwarm: Self { Self(.isOfSwarm) }
  public static var volumeOfOneNode: Self { Self(.volumeOfOneNode) }
  public static var fallback: Self { Self(.fallback) }
  public static var callsTools: Self { Self(.callsTools) }
  public static var answersToAnyName: Self { Self(.answersToAnyName) }
}

extension Key where Content == CPUProblem {
  public static var cpuProblem: Self { Self(.cpuProblem) }
}

extension Key where Content == CPUVendor {
  public static var cpuVendor: Self { Self(.cpuVendor) }
}

extension Key where Content == CgroupDriver {
  public static var cgroupDriver: Self { Self(.cgroupDriver) }
}

extension Key where Content == ClientPlace {
  public static var from: Self { Self(.from) }
}

extension Key where Content == ContainerEngine {
  public static var engine: Self { Self(.engine) }
}

extension Key where Content == ContextDecider {
  public static var contextDecidedBy: Self { Self(.contextDecidedBy) }
}

extension Key where Content == DeviceStyle {
  public static var nvidiaStyle: Self { Self(.nvidiaStyle) }
}

extension Key where Content == Double {
  public static var weightBits: Self { Self(.weightBits) }
  public static var cpuLimit: Self { Self(.cpuLimit) }
}

extension Key where Content == Exposure {
  public static var exposed: Self { Self(.exposed) }
}

extension Key where Content == GPUAccess {
  public static var gpu: Self { Self(.gpu) }
}

extension Key where Content == IOMMU {
  public static var iommu: Self { Self(.iommu) }
}

extension Key where Content == ImageGPU {
  public static var imageVendor: Self { Self(.imageVendor) }
}

extension Key where Content == Int {
  public static var leftOut: Self { Self(.leftOut) }
  public static var count: Self { Self(.count) }
  public static var memoryNeeded: Self { Self(.memoryNeeded) }
  public static var memoryAvailable: Self { Self(.memoryAvailable) }
  public static var memoryInRAM: Self { Self(.memoryInRAM) }
  public static var memoryRAM: Self { Self(.memoryRAM) }
  public static var memorySpilled: Self { Self(.memorySpilled) }
  public static var memorySpilledBytes: Self { Self(.memorySpilledBytes) }
  public static var memoryContext: Self { Self(.memoryContext) }
  public static var contextLargest: Self { Self(.contextLargest) }
  public static var contextLargestQuantized: Self { Self(.contextLargestQuantized) }
  public static var gpuLayersFitting: Self { Self(.gpuLayersFitting) }
  public static var parameters: Self { Self(.parameters) }
  public static var togetherNeeded: Self { Self(.togetherNeeded) }
  public static var ram: Self { Self(.ram) }
  public static var ramLeast: Self { Self(.ramLeast) }
  public static var ramNeeded: Self { Self(.ramNeeded) }
  public static var contextEffective: Self { Self(.contextEffective) }
  public static var contextFallback: Self { Self(.contextFallback) }
  public static var contextElsewhere: Self { Self(.contextElsewhere) }
  public static var contextStated: Self { Self(.contextStated) }
  public static var contextTrained: Self { Self(.contextTrained) }
  public static var dimensions: Self { Self(.dimensions) }
  public static var dimensionsGiven: Self { Self(.dimensionsGiven) }
  public static var contextWhole: Self { Self(.contextWhole) }
  public static var contextInput: Self { Self(.contextInput) }
  public static var contextNeeded: Self { Self(.contextNeeded) }
  public static var contextWanted: Self { Self(.contextWanted) }
  public static var outputStated: Self { Self(.outputStated) }
  public static var outputReserved: Self { Self(.outputReserved) }
  public static var outputWanted: Self { Self(.outputWanted) }
  public static var toolOutput: Self { Self(.toolOutput) }
  public static var toolOutputWanted: Self { Self(.toolOutputWanted) }
  public static var promptTokens: Self { Self(.promptTokens) }
  public static var layers: Self { Self(.layers) }
  public static var contextSent: Self { Self(.contextSent) }
  public static var systemTokens: Self { Self(.systemTokens) }
  public static var gpuLayers: Self { Self(.gpuLayers) }
  public static var cards: Self { Self(.cards) }
  public static var memoryShare: Self { Self(.memoryShare) }
  public static var weights: Self { Self(.weights) }
  public static var weightsRoom: Self { Self(.weightsRoom) }
  public static var weightsShare: Self { Self(.weightsShare) }
  public static var portWanted: Self { Self(.portWanted) }
  public static var hostPort: Self { Self(.hostPort) }
  public static var port: Self { Self(.port) }
  public static var context: Self { Self(.context) }
  public static var maxLoaded: Self { Self(.maxLoaded) }
  public static var usedTogether: Self { Self(.usedTogether) }
  public static var parallel: Self { Self(.parallel) }
  public static var keepAlive: Self { Self(.keepAlive) }
  public static var memoryLimit: Self { Self(.memoryLimit) }
  public static var threads: Self { Self(.threads) }
  public static var promptCache: Self { Self(.promptCache) }
  public static var hostProcessors: Self { Self(.hostProcessors) }
  public static var threadsWanted: Self { Self(.threadsWanted) }
  public static var replicas: Self { Self(.replicas) }
  public static var memoryShareTogether: Self { Self(.memoryShareTogether) }
}

extension Key where Content == KeyEffect {
  public static var keyEffect: Self { Self(.keyEffect) }
}

extension Key where Content == KeyStatus {
  public static var status: Self { Self(.status) }
}

extension Key where Content == MachineGPU {
  public static var vendor: Self { Self(.vendor) }
}

extension Key where Content == MemoryCause {
  public static var memoryCause: Self { Self(.memoryCause) }
}

extension Key where Content == MemoryFit {
  public static var memoryFit: Self { Self(.memoryFit) }
}

extension Key where Content == ModelSource {
  public static var sourceKind: Self { Self(.sourceKind) }
}

extension Key where Content == NameOrigin {
  public static var origin: Self { Self(.origin) }
}

extension Key where Content == OperatingSystem {
  public static var os: Self { Self(.os) }
}

extension Key where Content == PassedGPU {
  public static var gpuVendor: Self { Self(.gpuVendor) }
}

extension Key where Content == Reach {
  public static var reach: Self { Self(.reach) }
}

extension Key where Content == ServerAPI {
  public static var api: Self { Self(.api) }
}

extension Key where Content == Standing {
  public static var known: Self { Self(.known) }
}

extension Key where Content == String {
  public static var telemetry: Self { Self(.telemetry) }
  public static var defaultModel: Self { Self(.defaultModel) }
  public static var authFallback: Self { Self(.authFallback) }
  public static var startsBefore: Self { Self(.startsBefore) }
  public static var weakSecretFallback: Self { Self(.weakSecretFallback) }
  public static var databaseElsewhere: Self { Self(.databaseElsewhere) }
  public static var modelfile: Self { Self(.modelfile) }
  public static var bound: Self { Self(.bound) }
  public static var siblingMissing: Self { Self(.siblingMissing) }
  public static var host: Self { Self(.host) }
  public static var path: Self { Self(.path) }
  public static var url: Self { Self(.url) }
  public static var scheme: Self { Self(.scheme) }
  public static var plainUrl: Self { Self(.plainUrl) }
  public static var wantedPath: Self { Self(.wantedPath) }
  public static var wantedHost: Self { Self(.wantedHost) }
  public static var unreadVariable: Self { Self(.unreadVariable) }
  public static var kind: Self { Self(.kind) }
  public static var format: Self { Self(.format) }
  public static var replacement: Self { Self(.replacement) }
  public static var value: Self { Self(.value) }
  public static var corrected: Self { Self(.corrected) }
  public static var since: Self { Self(.since) }
  public static var newerThan: Self { Self(.newerThan) }
  public static var removedIn: Self { Self(.removedIn) }
  public static var consequence: Self { Self(.consequence) }
  public static var counterpart: Self { Self(.counterpart) }
  public static var overridden: Self { Self(.overridden) }
  public static var expected: Self { Self(.expected) }
  public static var program: Self { Self(.program) }
  public static var alike: Self { Self(.alike) }
  public static var fromVariable: Self { Self(.fromVariable) }
  public static var memoryAlternative: Self { Self(.memoryAlternative) }
  public static var speed: Self { Self(.speed) }
  public static var machineName: Self { Self(.machineName) }
  public static var togetherWith: Self { Self(.togetherWith) }
  public static var purpose: Self { Self(.purpose) }
  public static var cpu: Self { Self(.cpu) }
  public static var cpuFeature: Self { Self(.cpuFeature) }
  public static var cpuWanted: Self { Self(.cpuWanted) }
  public static var machineType: Self { Self(.machineType) }
  public static var machineTypeWanted: Self { Self(.machineTypeWanted) }
  public static var balloon: Self { Self(.balloon) }
  public static var balloonWanted: Self { Self(.balloonWanted) }
  public static var gpuContainer: Self { Self(.gpuContainer) }
  public static var contextDecidedAt: Self { Self(.contextDecidedAt) }
  public static var contextOption: Self { Self(.contextOption) }
  public static var suggestion: Self { Self(.suggestion) }
  public static var successor: Self { Self(.successor) }
  public static var resembles: Self { Self(.resembles) }
  public static var tag: Self { Self(.tag) }
  public static var provider: Self { Self(.provider) }
  public static var servedAs: Self { Self(.servedAs) }
  public static var notServedNearest: Self { Self(.notServedNearest) }
  public static var contextMentioned: Self { Self(.contextMentioned) }
  public static var describedBy: Self { Self(.describedBy) }
  public static var renderer: Self { Self(.renderer) }
  public static var base: Self { Self(.base) }
  public static var baseProblem: Self { Self(.baseProblem) }
  public static var template: Self { Self(.template) }
  public static var templateProblem: Self { Self(.templateProblem) }
  public static var requires: Self { Self(.requires) }
  public static var requiresProblem: Self { Self(.requiresProblem) }
  public static var requiresNewerThan: Self { Self(.requiresNewerThan) }
  public static var shadowedBy: Self { Self(.shadowedBy) }
  public static var baseFile: Self { Self(.baseFile) }
  public static var source: Self { Self(.source) }
  public static var sourceOption: Self { Self(.sourceOption) }
  public static var address: Self { Self(.address) }
  public static var hostPortVariable: Self { Self(.hostPortVariable) }
  public static var reachedFrom: Self { Self(.reachedFrom) }
  public static var insteadOfHost: Self { Self(.insteadOfHost) }
  public static var shown: Self { Self(.shown) }
  public static var image: Self { Self(.image) }
  public static var imageTag: Self { Self(.imageTag) }
  public static var version: Self { Self(.version) }
  public static var gpuProblem: Self { Self(.gpuProblem) }
  public static var cardOutdated: Self { Self(.cardOutdated) }
  public static var cardProblem: Self { Self(.cardProblem) }
  public static var gpuIntended: Self { Self(.gpuIntended) }
  public static var variant: Self { Self(.variant) }
  public static var gpuTaken: Self { Self(.gpuTaken) }
  public static var kvCacheType: Self { Self(.kvCacheType) }
  public static var hostAddress: Self { Self(.hostAddress) }
  public static var modelVolume: Self { Self(.modelVolume) }
  public static var windowsVolume: Self { Self(.windowsVolume) }
  public static var volumeElsewhere: Self { Self(.volumeElsewhere) }
  public static var modelsDirectory: Self { Self(.modelsDirectory) }
  public static var restart: Self { Self(.restart) }
  public static var command: Self { Self(.command) }
  public static var commandProblem: Self { Self(.commandProblem) }
  public static var healthCheck: Self { Self(.healthCheck) }
  public static var healthCheckTool: Self { Self(.healthCheckTool) }
  public static var healthProblem: Self { Self(.healthProblem) }
  public static var vulnerability: Self { Self(.vulnerability) }
  public static var groupMissing: Self { Self(.groupMissing) }
  public static var integratedCard: Self { Self(.integratedCard) }
  public static var unit: Self { Self(.unit) }
  public static var includedBy: Self { Self(.includedBy) }
  public static var workload: Self { Self(.workload) }
  public static var namespace: Self { Self(.namespace) }
  public static var network: Self { Self(.network) }
  public static var networkNamespace: Self { Self(.networkNamespace) }
  public static var updateStrategy: Self { Self(.updateStrategy) }
  public static var gpuExpected: Self { Self(.gpuExpected) }
  public static var gpuSpoken: Self { Self(.gpuSpoken) }
  public static var apiPath: Self { Self(.apiPath) }
  public static var name: Self { Self(.name) }
}

extension Key where Content == Topology {
  public static var topology: Self { Self(.topology) }
}

extension Key where Content == ValueFault {
  public static var problem: Self { Self(.problem) }
}

extension Key where Content == [Capability] {
  public static var capabilities: Self { Self(.capabilities) }
  public static var lacks: Self { Self(.lacks) }
}

extension Key where Content == [Role] {
  public static var roles: Self { Self(.roles) }
  public static var serves: Self { Self(.serves) }
}

extension Key where Content == [String] {
  public static var installs: Self { Self(.installs) }
  public static var writtenMounts: Self { Self(.writtenMounts) }
  public static var mounts: Self { Self(.mounts) }
  public static var alternatives: Self { Self(.alternatives) }
  public static var nvidiaMissing: Self { Self(.nvidiaMissing) }
  public static var vfioDevices: Self { Self(.vfioDevices) }
  public static var driversBlocked: Self { Self(.driversBlocked) }
  public static var sizes: Self { Self(.sizes) }
  public static var templateVariables: Self { Self(.templateVariables) }
  public static var stopsMissing: Self { Self(.stopsMissing) }
  public static var stops: Self { Self(.stops) }
  public static var origins: Self { Self(.origins) }
  public static var editedInPlace: Self { Self(.editedInPlace) }
  public static var sharedNetworks: Self { Self(.sharedNetworks) }
  public static var aliases: Self { Self(.aliases) }
  public static var machinesNamed: Self { Self(.machinesNamed) }
  public static var gpuDevices: Self { Self(.gpuDevices) }
  public static var servicePorts: Self { Self(.servicePorts) }
  public static var profiles: Self { Self(.profiles) }
  public static var explained: Self { Self(.explained) }
  public static var hostPorts: Self { Self(.hostPorts) }
  public static var models: Self { Self(.models) }
  public static var options: Self { Self(.options) }
  public static var gpus: Self { Self(.gpus) }
  public static var memoryShareWith: Self { Self(.memoryShareWith) }
}
