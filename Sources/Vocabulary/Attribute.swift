// Written by `make vocabulary` from the files under Attributes. Do not edit.
// swift-format-ignore-file

/// An attribute of a subject: the one name that readers, rules, messages and fixes share.
///
/// The raw value is what rule files write. Code reads and writes values through the ``Key`` of the same name, which
/// knows their type.
public enum Attribute: String, Hashable, Sendable, CaseIterable {
  /// A setting that sends data away
  case telemetry = "telemetry"
  /// The model that a chat UI offers first
  case defaultModel = "default-model"
  /// Whether the Docker socket is mounted into it
  case dockerSocket = "docker-socket"
  /// Whether users must sign in
  case auth = "auth"
  /// Whether that only applies if nothing else is set: `${WEBUI_AUTH:-false}`
  case authFallback = "auth.fallback"
  /// Whether its secret key is empty or a published example
  case weakSecret = "weak-secret"
  /// Programs that a dev container installs, so that they run in it
  case installs = "installs"
  /// What a container that runs commands of its settings mounts, as SOURCE:TARGET
  case writtenMounts = "mounts.written"
  /// Files and folders of the repository that its container sees, or that a command on the host names
  case mounts = "mounts"
  /// The server that it does not wait for to be healthy
  case startsBefore = "starts-before"
  /// Whether the health check of that server cannot pass
  case startsBeforeFailing = "starts-before.failing"
  /// Whether its container has no entry for host.docker.internal, and none of its variables uses that name
  case lacksHostGateway = "lacks-host-gateway"
  /// Whether host.docker.internal is used on Linux without extra_hosts
  case needsHostGateway = "needs-host-gateway"
  /// Whether that key only applies if no other is set: `${KEY:-secret}`
  case weakSecretFallback = "weak-secret.fallback"
  /// The variable by which its database is in another program
  case databaseElsewhere = "database.elsewhere"
  /// Whether another program keeps its embeddings
  case vectorsElsewhere = "vectors.elsewhere"
  /// Whether a service of files keeps what is uploaded to it
  case filesElsewhere = "files.elsewhere"
  /// Whether its file is for Docker Desktop, as its name, a comment or the README beside it says
  case isForDesktop = "for-desktop"
  /// The file that `ollama create` reads
  case modelfile = "modelfile"
  /// Whether libvirt takes the device from the host by itself
  case managed = "managed"
  /// The file here that takes the device from the host
  case bound = "bound"
  /// The function of the same card that is left with the host
  case siblingMissing = "sibling.missing"
  /// Whether the host is one of the public internet
  case isPublic = "public"
  /// Whether the container shares the network of its host
  case sharesHostNetwork = "host-network"
  /// The host in the URL
  case host = "host"
  /// The path in the URL
  case path = "path"
  /// The URL as written
  case url = "url"
  /// The scheme of the URL
  case scheme = "scheme"
  /// Whether something in these files answers there; closed is a server that listens for its own computer alone
  case reach = "reach"
  /// The path that this client needs
  case wantedPath = "wanted-path"
  /// Whether the address may be read by a program that no file describes, or on the host as well, where it means something else
  case unknownReader = "unknown-reader"
  /// The host that reaches the server from where the client runs
  case wantedHost = "wanted-host"
  /// Whether the client shares no network with the server beside it
  case isApart = "apart"
  /// Files that are started instead of this one, so that their servers are not there
  case alternatives = "alternatives"
  /// Where the client runs
  case from = "from"
  /// Whether the client takes this address because nobody wrote one
  case isBuiltIn = "built-in"
  /// Whether it is called by the name of a Service that no manifest here defines
  case serviceUndefined = "service.undefined"
  /// How many addresses its list has behind those that are looked at
  case leftOut = "left-out"
  /// What sort it is: for a key instruction, parameter, variable or setting; for a client its program; for a machine what runs it: libvirt, Proxmox, LXC
  case kind = "kind"
  /// The program or file format whose key it is
  case format = "format"
  /// How many there are
  case count = "count"
  /// Standing of a key: does the program read it
  case status = "status"
  /// What to write instead
  case replacement = "replacement"
  /// The value as written
  case value = "value"
  /// What is wrong with the value
  case problem = "problem"
  /// The value as it was probably meant
  case corrected = "corrected"
  /// The first version that reads it
  case since = "since"
  /// The version that a server here is pinned to and that does not know the key yet
  case newerThan = "newer-than"
  /// The first version that no longer reads it
  case removedIn = "removed-in"
  /// What the program makes of it as it stands, or why: a sentence without its full stop
  case consequence = "consequence"
  /// What else it is about, as that is named or written: a provider, a service, a directory, another value
  case counterpart = "counterpart"
  /// What takes the place of the parameter in every request of the clients here
  case overridden = "overridden"
  /// What the program expects, as in 'expects digits only'
  case expected = "expected"
  /// The other program that reads the variable
  case program = "program"
  /// Whether the variable, once it is read, may take memory, a device, models, a port or requests from what works without it
  case takesEffect = "takes-effect"
  /// The mistake that several keys of a file are parts of
  case alike = "alike"
  /// Whether only programs that ignore the key read the file
  case readByCurrent = "read-by-current"
  /// Whether every user's own manager reads the unit
  case forAllUsers = "for-all-users"
  /// GPU memory that the model needs with its context, so that nothing of it runs on the CPU
  case memoryNeeded = "memory.needed"
  /// Memory of the machine's GPUs, less what the engine leaves free of it
  case memoryAvailable = "memory.available"
  /// Whether it is fully on the GPU, partly, or does not load at all
  case memoryFit = "memory.fits"
  /// What of it lies in RAM
  case memoryInRAM = "memory.in-ram"
  /// RAM of the machine it runs on
  case memoryRAM = "memory.ram"
  /// Per cent of its weights that run on the CPU
  case memorySpilled = "memory.spilled"
  /// Weights that run on the CPU
  case memorySpilledBytes = "memory.spilled-bytes"
  /// The context length that the estimate is for
  case memoryContext = "memory.context"
  /// Whether it would be fully on the GPU with a KV cache of q8_0
  case memoryFitsQuantized = "memory.fits-with-q8"
  /// The largest smaller size of the same model that fits fully
  case memoryAlternative = "memory.alternative"
  /// The largest context that is fully on the GPU
  case contextLargest = "context.largest"
  /// The same with a KV cache of q8_0
  case contextLargestQuantized = "context.largest-with-q8"
  /// Layers that Ollama itself would put onto the GPU
  case gpuLayersFitting = "gpu-layers.fitting"
  /// Weights of the model
  case parameters = "parameters"
  /// Whether it is a mixture of experts
  case isMixture = "mixture"
  /// Tokens per second when answering, as a range
  case speed = "speed"
  /// The GPUs of the machine it runs on
  case machineName = "machine-name"
  /// Whether it stays loaded beside the client's other model
  case togetherFits = "together.fits"
  /// GPU memory that the client's models want together
  case togetherNeeded = "together.needed"
  /// The client's other model
  case togetherWith = "together.with"
  /// Why it does not fit fully on the GPU for want of memory: weights, context, parallel requests; or the layers its Modelfile fixes
  case memoryCause = "memory.cause"
  /// Its RAM
  case ram = "ram"
  /// Its operating system
  case os = "os"
  /// Whose GPU it has
  case vendor = "vendor"
  /// What says that models run in it
  case purpose = "purpose"
  /// The CPU that its guest is shown: a model, or host-passthrough
  case cpu = "cpu"
  /// Whether that CPU has AVX
  case cpuHasAVX = "cpu.avx"
  /// Why it has none: nothing is chosen, an old or least common model is, or AVX is taken away
  case cpuProblem = "cpu.problem"
  /// The feature that is taken away from the CPU
  case cpuFeature = "cpu.feature"
  /// What shows the guest the host's own CPU
  case cpuWanted = "cpu.wanted"
  /// The board that is emulated: pc-q35-9.0, pc-i440fx-9.0
  case machineType = "machine-type"
  /// The board that has PCI Express
  case machineTypeWanted = "machine-type.wanted"
  /// Whether the board has PCI Express
  case isPCIe = "pcie"
  /// Whether it is given a PCI or mediated device, which may be a GPU
  case passesDevices = "passthrough"
  /// The RAM that its guest may be left with
  case ramLeast = "ram.least"
  /// The memory balloon as written
  case balloon = "balloon"
  /// How to write that there is no memory balloon
  case balloonWanted = "balloon.wanted"
  /// Whether its guest is not told that it runs on KVM
  case hidesHypervisor = "hidden"
  /// Device files of the NVIDIA driver that CUDA needs and that are not passed
  case nvidiaMissing = "nvidia.missing"
  /// How device files are passed: by devN, by mounts whose use is allowed, or by mounts alone
  case nvidiaStyle = "nvidia.style"
  /// Whether the libraries of NVIDIA's driver are brought along with its card
  case nvidiaRuntime = "nvidia.runtime"
  /// What the largest model in it keeps in RAM
  case ramNeeded = "ram.needed"
  /// What the kernel's command line says of the IOMMU, without which no device can be given to a guest
  case iommu = "iommu"
  /// Devices that vfio-pci takes from the host's drivers, as vendor:device
  case vfioDevices = "vfio.devices"
  /// Whether files here give the host's devices to virtual machines
  case vfioUsed = "vfio.used"
  /// Drivers that the host is told not to load
  case driversBlocked = "drivers.blocked"
  /// Who made the host's CPU
  case cpuVendor = "cpu.vendor"
  /// What keeps the control groups of the host's containers
  case cgroupDriver = "cgroup-driver"
  /// A container on the host that is given NVIDIA's GPUs
  case gpuContainer = "gpu-container"
  /// Whether a device is to be put onto PCI Express
  case demandsPCIe = "pcie.demanded"
  /// The context length that requests really get, and why
  case contextEffective = "context.effective"
  /// What the client requests where neither it nor the model says a context length
  case contextFallback = "context.fallback"
  /// Whether the context that the client requests, or counts on, is its own because nobody wrote one
  case contextDefaulted = "context.defaulted"
  /// The context that another client here gets for the same model
  case contextElsewhere = "context.elsewhere"
  /// The context length that the client counts on
  case contextStated = "context.stated"
  /// The context length that the model was trained for
  case contextTrained = "context.trained"
  /// How long the vectors are that the client counts on
  case dimensions = "dimensions"
  /// Whether that length is the client's own because nobody wrote one
  case dimensionsDefaulted = "dimensions.defaulted"
  /// How long the vectors of the embedding model are
  case dimensionsGiven = "dimensions.given"
  /// The context length that the client counts on with the answer, where that is not part of the other
  case contextWhole = "context.whole"
  /// What of the effective context length is left beside the answer, where the client counts them apart
  case contextInput = "context.input"
  /// Whether the client counts the answer beside the context length that it states
  case answerOnTop = "answer-on-top"
  /// The least context length that is published for the client, as an agent
  case contextNeeded = "context.needed"
  /// The context length that the work needs: 65536 for an agent, what is published for its client, or all that the model was trained for; of a model or server, the most that its users need
  case contextWanted = "context.wanted"
  /// Whether the model would be fully on the GPU with the context that it needs
  case contextWantedFits = "context.wanted-fits"
  /// Who decides the effective context
  case contextDecidedBy = "context.decided-by"
  /// What decides the effective context: uses with the same value share its fate
  case contextDecidedAt = "context.decided-at"
  /// A context option written where the client never sends it
  case contextOption = "context.option"
  /// Whether the effective context is below what the role needs
  case contextTooSmall = "context.too-small"
  /// Whether the client counts on less than half of the context that it gets
  case contextWasted = "context.wasted"
  /// The longest answer that is asked for
  case outputStated = "output.stated"
  /// What the client keeps free of the window for the answer
  case outputReserved = "output.reserved"
  /// A longest answer that leaves room for the prompt: a quarter
  case outputWanted = "output.wanted"
  /// Bytes of the longest result of one tool that the client puts into the chat
  case toolOutput = "tool-output"
  /// Bytes of a result that takes no more than a quarter of the context
  case toolOutputWanted = "tool-output.wanted"
  /// About how many tokens the client's own instructions and tools take
  case promptTokens = "prompt.tokens"
  /// Whether they and the longest answer take more than half of the context
  case promptCrowds = "prompt.crowds"
  /// Where the name leads: a Modelfile here, Ollama's library, or nowhere we know
  case known = "known"
  /// The nearest name that exists
  case suggestion = "suggestion"
  /// The model of the same family and size that took its place and does more
  case successor = "successor"
  /// The model made here that a name is built like, though nothing here makes it
  case resembles = "resembles"
  /// The tag as written
  case tag = "tag"
  /// What the model can do: completion, tools, insert, vision, thinking, embedding
  case capabilities = "capabilities"
  /// Capabilities that its roles need and the model does not have
  case lacks = "lacks"
  /// Layers of the model, the output layer included
  case layers = "layers"
  /// Whether the model runs on ollama.com
  case isCloud = "cloud"
  /// What the client uses it for: agent, chat, edit, autocomplete, embed, title
  case roles = "roles"
  /// The API that the client speaks
  case api = "api"
  /// The provider entry it belongs to
  case provider = "provider"
  /// Whether the client offers tools to it
  case tools = "tools"
  /// Whether the client offers tools to a model of this name by itself
  case toolsOffered = "tools.offered"
  /// Whether the client asks the model to think before it answers
  case thinks = "thinks"
  /// Whether the client sends images to it
  case images = "images"
  /// Whether the client is set to another model, so that this one is only on its menu
  case isOnlyListed = "only-listed"
  /// Whether the settings name it as the one to use, rather than list it as one that can be chosen
  case isChosen = "chosen"
  /// The context length that the client sends with every request
  case contextSent = "context.sent"
  /// Whether the server behind it is Ollama
  case isOllama = "ollama"
  /// Whether the effective context is the default of most machines because this one is not known
  case contextAssumed = "context.assumed"
  /// The name by which a proxy offers it to its own clients
  case servedAs = "served-as"
  /// Whether the program at the endpoint serves no model of this name
  case notServed = "not-served"
  /// The model of that program that was probably meant
  case notServedNearest = "not-served.nearest"
  /// A file here that sets the context of servers and is not read, such as a module of NixOS
  case contextMentioned = "context.mentioned"
  /// A file of another program that is named for the model
  case describedBy = "described-by"
  /// The sizes that the library has of the model, where none is near the one written
  case sizes = "sizes"
  /// Whether the system prompt takes more than a quarter of the context
  case systemTooLong = "system.too-long"
  /// RENDERER or PARSER, which take the place of the TEMPLATE
  case renderer = "renderer"
  /// About how many tokens the system prompt takes (a quarter of its characters)
  case systemTokens = "system.tokens"
  /// What FROM names
  case base = "base"
  /// Whether FROM names a model or a path
  case baseKind = "base.kind"
  /// Why the file in FROM cannot be used
  case baseProblem = "base.problem"
  /// What ties the model's name to this file
  case origin = "origin"
  /// Layers forced onto the GPU by num_gpu
  case gpuLayers = "gpu-layers"
  /// The TEMPLATE that the Modelfile brings itself
  case template = "template"
  /// Why the TEMPLATE does not work
  case templateProblem = "template.problem"
  /// The variables that the TEMPLATE uses
  case templateVariables = "template.variables"
  /// Markup that ends a turn in the TEMPLATE and is no stop string
  case stopsMissing = "stops.missing"
  /// Stop strings
  case stops = "stops"
  /// The version in REQUIRES, or the first one that runs a model of the library
  case requires = "requires"
  /// Why REQUIRES is no version
  case requiresProblem = "requires.problem"
  /// The pinned server version that is older
  case requiresNewerThan = "requires.newer-than"
  /// The file or directory here that has the name in FROM
  case shadowedBy = "shadowed-by"
  /// Whether the file of weights brings a chat template
  case baseHasTemplate = "base.template"
  /// The weights file in FROM, from the root
  case baseFile = "base.file"
  /// The host address it is published on
  case address = "address"
  /// The port that the program in the container listens on, where it points to another
  case portWanted = "port.wanted"
  /// The port on the host
  case hostPort = "host-port"
  /// The port it points to
  case port = "port"
  /// What in these files mentions other machines that use this port
  case reachedFrom = "reached-from"
  /// Whether containers of these files reach it through their host
  case isReachedThroughHost = "through-host"
  /// The address by which the container that reaches it through its host can reach it without
  case insteadOfHost = "through-host.instead"
  /// Whether files here reach this port from another machine
  case otherHosts = "other-hosts"
  /// As much of the secret as may be printed
  case shown = "shown"
  /// The context length that it sets itself
  case context = "context"
  /// The container engine of a command line
  case engine = "engine"
  /// Whether it is in documentation; of a model's name, in a file to be copied and filled in too
  case example = "example"
  /// Whether the container is removed when it ends
  case temporary = "temporary"
  /// Whether OLLAMA_VULKAN is set on or off
  case vulkan = "vulkan"
  /// Whether the pinned version has no Vulkan, or only where a variable asks for it, and none does
  case vulkanOff = "vulkan-off"
  /// What it runs in; an image runs nowhere yet
  case topology = "topology"
  /// The container image, without its tag
  case image = "image"
  /// The tag of the image
  case imageTag = "image.tag"
  /// The version of Ollama that the tag pins
  case version = "version"
  /// Which GPUs the container is given
  case gpu = "gpu"
  /// Why the engine refuses or ignores the GPU request
  case gpuProblem = "gpu.problem"
  /// Whose GPU is passed
  case gpuVendor = "gpu.vendor"
  /// A target of ROCm that current releases have no code for, as a variable of the server names it
  case cardOutdated = "card.outdated"
  /// The machine's card, where the image has no code for it
  case cardProblem = "card.problem"
  /// Whose GPU the image supports
  case imageVendor = "image.vendor"
  /// A comment, profile or sibling that says why there is no GPU here
  case gpuIntended = "gpu.on-purpose"
  /// What says that it is one of several variants, each for other hardware
  case variant = "variant"
  /// What keeps the GPU of its host from it
  case gpuTaken = "gpu.taken"
  /// Whether no other GPU is left to it; the host may have a second card otherwise
  case gpuTakenSurely = "gpu.taken.surely"
  /// How many models it keeps loaded (OLLAMA_MAX_LOADED_MODELS)
  case maxLoaded = "max-loaded"
  /// How many models one client needs loaded at the same time
  case usedTogether = "used-together"
  /// Whether its version leaves the KV cache at f16 unless flash attention is asked for
  case cacheTypeIgnored = "kv-cache-type.ignored"
  /// Requests served at once (OLLAMA_NUM_PARALLEL)
  case parallel = "parallel"
  /// Type of the KV cache (OLLAMA_KV_CACHE_TYPE)
  case kvCacheType = "kv-cache-type"
  /// Whether flash attention is set on or off
  case flashAttention = "flash-attention"
  /// How long a model stays loaded; negative is for ever
  case keepAlive = "keep-alive"
  /// The address that OLLAMA_HOST binds
  case hostAddress = "host-address"
  /// Browser origins that may call the API
  case origins = "origins"
  /// What the model or data directory is mounted from
  case modelVolume = "model-volume"
  /// The mount on the image's own directory of models, though OLLAMA_MODELS is another
  case volumeElsewhere = "model-volume.elsewhere"
  /// Where models are kept inside the container
  case modelsDirectory = "models-directory"
  /// Restart policy
  case restart = "restart"
  /// The command that replaces the image's
  case command = "command"
  /// Why the command does not start a server
  case commandProblem = "command.problem"
  /// The health check as written
  case healthCheck = "health-check"
  /// A program that the health check needs and the image lacks
  case healthCheckTool = "health-check.tool"
  /// Whether the health check looks for something in an answer
  case healthLooksInside = "health-check.looks-inside"
  /// Why the health check says nothing about the server
  case healthProblem = "health-check.problem"
  /// Whether something waits for the server to be healthy
  case healthAwaited = "health-check.awaited"
  /// Whether something waits for the server to be healthy although nothing checks it
  case isWaitedForInVain = "health-check.missing"
  /// Whether OLLAMA_NO_CLOUD is set
  case noCloud = "no-cloud"
  /// The roles of all models that clients here use on it
  case serves = "serves"
  /// Who can reach it besides this machine
  case exposed = "exposed"
  /// A published vulnerability of the pinned version
  case vulnerability = "vulnerability"
  /// RAM that the container may use
  case memoryLimit = "memory-limit"
  /// Processors that the container may use
  case cpuLimit = "cpu-limit"
  /// Threads that the engine computes with (LLAMA_ARG_THREADS)
  case threads = "threads"
  /// How many processors the machine has that the files around the server name
  case hostProcessors = "host.processors"
  /// As many threads as the container may use processors, at least one
  case threadsWanted = "threads.wanted"
  /// Whether nothing here says with how many threads to compute
  case threadsUnset = "threads.unset"
  /// Whether the container may do on its host whatever it likes
  case privileged = "privileged"
  /// A group that the container is put into and its image does not have
  case groupMissing = "group.missing"
  /// Whether integrated GPUs are let in (OLLAMA_IGPU_ENABLE)
  case integratedGPU = "integrated-gpu"
  /// The machine's only card, an integrated one that Ollama leaves out unless told otherwise
  case integratedCard = "integrated-gpu.card"
  /// The systemd unit that starts it
  case unit = "unit"
  /// The Compose file that its own file is a part of, from the root
  case includedBy = "included-by"
  /// What runs it in a cluster, as kubectl takes it: deployment/ollama
  case workload = "workload"
  /// The namespace that its manifest names
  case namespace = "namespace"
  /// Variables set in the unit that Ollama's installer wrote and overwrites
  case editedInPlace = "edited-in-place"
  /// Where newer images are fetched from by themselves
  case autoUpdate = "auto-update"
  /// The network of its own that a container started by hand joins
  case network = "network"
  /// Whether the container is on its engine's default network, where containers do not know each other's names
  case isOnDefaultNetwork = "default-network"
  /// Whether variables come from a file that is not here
  case environmentUnknown = "environment-unknown"
  /// Whether something else may set another version than the one that is written
  case versionOverruled = "version-overruled"
  /// Networks with names of their own, by which containers of several files meet
  case sharedNetworks = "shared-networks"
  /// The container whose network it has, or its own name where others have its network
  case networkNamespace = "network-namespace"
  /// Other names and addresses that it has on its network
  case aliases = "aliases"
  /// Whether all models that the files around it name are small enough for a CPU
  case modelsSmall = "models.small"
  /// The graphics cards and computers that the comments of its file name
  case machinesNamed = "machines.named"
  /// The devices that it is given, by the names written; unnamed ones by their number
  case gpuDevices = "gpu.devices"
  /// Whether docker stack deploy starts it, on any node of a Swarm
  case isOfSwarm = "of-swarm"
  /// How a Deployment replaces its pods, where one alone has room
  case updateStrategy = "update-strategy"
  /// The ports of the Services here that lead to it
  case servicePorts = "service.ports"
  /// Whose GPU its host has, by what is written in these files: nvidia or amd
  case gpuExpected = "gpu.expected"
  /// Whose GPU the comments, the README or the folder's name speak of, where it is one vendor's: amd or intel
  case gpuSpoken = "gpu.spoken"
  /// The Compose profiles, one of which is needed to start it
  case profiles = "profiles"
  /// Settings beside which a comment says why they are so: context, auth, gpu-layers, origins
  case explained = "explained"
  /// Whether a script only starts it where no server answers
  case fallback = "fallback"
  /// Ports of the host that lead to it
  case hostPorts = "host-ports"
  /// The models that it serves, where all are known
  case models = "models"
  /// Whether it finds calls of tools in what its model answers
  case callsTools = "calls-tools"
  /// Whether it answers with its one model whatever name is asked for
  case answersToAnyName = "any-model"
  /// The name users know it by
  case name = "name"
}

extension Attribute {
  /// Its place among all of them, from 0.
  var number: Int {
    switch self {
    case .telemetry: 0
    case .defaultModel: 1
    case .dockerSocket: 2
    case .auth: 3
    case .authFallback: 4
    case .weakSecret: 5
    case .installs: 6
    case .writtenMounts: 7
    case .mounts: 8
    case .startsBefore: 9
    case .startsBeforeFailing: 10
    case .lacksHostGateway: 11
    case .needsHostGateway: 12
    case .weakSecretFallback: 13
    case .databaseElsewhere: 14
    case .vectorsElsewhere: 15
    case .filesElsewhere: 16
    case .isForDesktop: 17
    case .modelfile: 18
    case .managed: 19
    case .bound: 20
    case .siblingMissing: 21
    case .isPublic: 22
    case .sharesHostNetwork: 23
    case .host: 24
    case .path: 25
    case .url: 26
    case .scheme: 27
    case .reach: 28
    case .wantedPath: 29
    case .unknownReader: 30
    case .wantedHost: 31
    case .isApart: 32
    case .alternatives: 33
    case .from: 34
    case .isBuiltIn: 35
    case .serviceUndefined: 36
    case .leftOut: 37
    case .kind: 38
    case .format: 39
    case .count: 40
    case .status: 41
    case .replacement: 42
    case .value: 43
    case .problem: 44
    case .corrected: 45
    case .since: 46
    case .newerThan: 47
    case .removedIn: 48
    case .consequence: 49
    case .counterpart: 50
    case .overridden: 51
    case .expected: 52
    case .program: 53
    case .takesEffect: 54
    case .alike: 55
    case .readByCurrent: 56
    case .forAllUsers: 57
    case .memoryNeeded: 58
    case .memoryAvailable: 59
    case .memoryFit: 60
    case .memoryInRAM: 61
    case .memoryRAM: 62
    case .memorySpilled: 63
    case .memorySpilledBytes: 64
    case .memoryContext: 65
    case .memoryFitsQuantized: 66
    case .memoryAlternative: 67
    case .contextLargest: 68
    case .contextLargestQuantized: 69
    case .gpuLayersFitting: 70
    case .parameters: 71
    case .isMixture: 72
    case .speed: 73
    case .machineName: 74
    case .togetherFits: 75
    case .togetherNeeded: 76
    case .togetherWith: 77
    case .memoryCause: 78
    case .ram: 79
    case .os: 80
    case .vendor: 81
    case .purpose: 82
    case .cpu: 83
    case .cpuHasAVX: 84
    case .cpuProblem: 85
    case .cpuFeature: 86
    case .cpuWanted: 87
    case .machineType: 88
    case .machineTypeWanted: 89
    case .isPCIe: 90
    case .passesDevices: 91
    case .ramLeast: 92
    case .balloon: 93
    case .balloonWanted: 94
    case .hidesHypervisor: 95
    case .nvidiaMissing: 96
    case .nvidiaStyle: 97
    case .nvidiaRuntime: 98
    case .ramNeeded: 99
    case .iommu: 100
    case .vfioDevices: 101
    case .vfioUsed: 102
    case .driversBlocked: 103
    case .cpuVendor: 104
    case .cgroupDriver: 105
    case .gpuContainer: 106
    case .demandsPCIe: 107
    case .contextEffective: 108
    case .contextFallback: 109
    case .contextDefaulted: 110
    case .contextElsewhere: 111
    case .contextStated: 112
    case .contextTrained: 113
    case .dimensions: 114
    case .dimensionsDefaulted: 115
    case .dimensionsGiven: 116
    case .contextWhole: 117
    case .contextInput: 118
    case .answerOnTop: 119
    case .contextNeeded: 120
    case .contextWanted: 121
    case .contextWantedFits: 122
    case .contextDecidedBy: 123
    case .contextDecidedAt: 124
    case .contextOption: 125
    case .contextTooSmall: 126
    case .contextWasted: 127
    case .outputStated: 128
    case .outputReserved: 129
    case .outputWanted: 130
    case .toolOutput: 131
    case .toolOutputWanted: 132
    case .promptTokens: 133
    case .promptCrowds: 134
    case .known: 135
    case .suggestion: 136
    case .successor: 137
    case .resembles: 138
    case .tag: 139
    case .capabilities: 140
    case .lacks: 141
    case .layers: 142
    case .isCloud: 143
    case .roles: 144
    case .api: 145
    case .provider: 146
    case .tools: 147
    case .toolsOffered: 148
    case .thinks: 149
    case .images: 150
    case .isOnlyListed: 151
    case .isChosen: 152
    case .contextSent: 153
    case .isOllama: 154
    case .contextAssumed: 155
    case .servedAs: 156
    case .notServed: 157
    case .notServedNearest: 158
    case .contextMentioned: 159
    case .describedBy: 160
    case .sizes: 161
    case .systemTooLong: 162
    case .renderer: 163
    case .systemTokens: 164
    case .base: 165
    case .baseKind: 166
    case .baseProblem: 167
    case .origin: 168
    case .gpuLayers: 169
    case .template: 170
    case .templateProblem: 171
    case .templateVariables: 172
    case .stopsMissing: 173
    case .stops: 174
    case .requires: 175
    case .requiresProblem: 176
    case .requiresNewerThan: 177
    case .shadowedBy: 178
    case .baseHasTemplate: 179
    case .baseFile: 180
    case .address: 181
    case .portWanted: 182
    case .hostPort: 183
    case .port: 184
    case .reachedFrom: 185
    case .isReachedThroughHost: 186
    case .insteadOfHost: 187
    case .otherHosts: 188
    case .shown: 189
    case .context: 190
    case .engine: 191
    case .example: 192
    case .temporary: 193
    case .vulkan: 194
    case .vulkanOff: 195
    case .topology: 196
    case .image: 197
    case .imageTag: 198
    case .version: 199
    case .gpu: 200
    case .gpuProblem: 201
    case .gpuVendor: 202
    case .cardOutdated: 203
    case .cardProblem: 204
    case .imageVendor: 205
    case .gpuIntended: 206
    case .variant: 207
    case .gpuTaken: 208
    case .gpuTakenSurely: 209
    case .maxLoaded: 210
    case .usedTogether: 211
    case .cacheTypeIgnored: 212
    case .parallel: 213
    case .kvCacheType: 214
    case .flashAttention: 215
    case .keepAlive: 216
    case .hostAddress: 217
    case .origins: 218
    case .modelVolume: 219
    case .volumeElsewhere: 220
    case .modelsDirectory: 221
    case .restart: 222
    case .command: 223
    case .commandProblem: 224
    case .healthCheck: 225
    case .healthCheckTool: 226
    case .healthLooksInside: 227
    case .healthProblem: 228
    case .healthAwaited: 229
    case .isWaitedForInVain: 230
    case .noCloud: 231
    case .serves: 232
    case .exposed: 233
    case .vulnerability: 234
    case .memoryLimit: 235
    case .cpuLimit: 236
    case .threads: 237
    case .hostProcessors: 238
    case .threadsWanted: 239
    case .threadsUnset: 240
    case .privileged: 241
    case .groupMissing: 242
    case .integratedGPU: 243
    case .integratedCard: 244
    case .unit: 245
    case .includedBy: 246
    case .workload: 247
    case .namespace: 248
    case .editedInPlace: 249
    case .autoUpdate: 250
    case .network: 251
    case .isOnDefaultNetwork: 252
    case .environmentUnknown: 253
    case .versionOverruled: 254
    case .sharedNetworks: 255
    case .networkNamespace: 256
    case .aliases: 257
    case .modelsSmall: 258
    case .machinesNamed: 259
    case .gpuDevices: 260
    case .isOfSwarm: 261
    case .updateStrategy: 262
    case .servicePorts: 263
    case .gpuExpected: 264
    case .gpuSpoken: 265
    case .profiles: 266
    case .explained: 267
    case .fallback: 268
    case .hostPorts: 269
    case .models: 270
    case .callsTools: 271
    case .answersToAnyName: 272
    case .name: 273
    }
  }
}

extension Attribute {
  /// Who has it, its type, and what it means.
  public var declaration: AttributeDeclaration {
    switch self {
    case .telemetry: .init([.client], .text, "A setting that sends data away")
    case .defaultModel: .init([.client], .text, "The model that a chat UI offers first")
    case .dockerSocket: .init([.client], .flag, "Whether the Docker socket is mounted into it")
    case .auth: .init([.client], .flag, "Whether users must sign in")
    case .authFallback: .init([.client], .flag, "Whether that only applies if nothing else is set: `${WEBUI_AUTH:-false}`")
    case .weakSecret: .init([.client], .flag, "Whether its secret key is empty or a published example")
    case .installs: .init([.client], .list, "Programs that a dev container installs, so that they run in it")
    case .writtenMounts: .init([.client], .list, "What a container that runs commands of its settings mounts, as SOURCE:TARGET")
    case .mounts: .init([.client, .service], .list, "Files and folders of the repository that its container sees, or that a command on the host names")
    case .startsBefore: .init([.client], .text, "The server that it does not wait for to be healthy")
    case .startsBeforeFailing: .init([.client], .flag, "Whether the health check of that server cannot pass")
    case .lacksHostGateway: .init([.client], .flag, "Whether its container has no entry for host.docker.internal, and none of its variables uses that name")
    case .needsHostGateway: .init([.client], .flag, "Whether host.docker.internal is used on Linux without extra_hosts")
    case .weakSecretFallback: .init([.client], .flag, "Whether that key only applies if no other is set: `${KEY:-secret}`")
    case .databaseElsewhere: .init([.client], .text, "The variable by which its database is in another program")
    case .vectorsElsewhere: .init([.client], .flag, "Whether another program keeps its embeddings")
    case .filesElsewhere: .init([.client], .flag, "Whether a service of files keeps what is uploaded to it")
    case .isForDesktop: .init([.client], .flag, "Whether its file is for Docker Desktop, as its name, a comment or the README beside it says")
    case .modelfile: .init([.creation], .text, "The file that `ollama create` reads")
    case .managed: .init([.device], .flag, "Whether libvirt takes the device from the host by itself")
    case .bound: .init([.device], .text, "The file here that takes the device from the host")
    case .siblingMissing: .init([.device], .text, "The function of the same card that is left with the host")
    case .isPublic: .init([.endpoint], .flag, "Whether the host is one of the public internet")
    case .sharesHostNetwork: .init([.endpoint, .server, .client, .service], .flag, "Whether the container shares the network of its host")
    case .host: .init([.endpoint], .text, "The host in the URL")
    case .path: .init([.endpoint], .text, "The path in the URL")
    case .url: .init([.endpoint], .text, "The URL as written")
    case .scheme: .init([.endpoint], .text, "The scheme of the URL")
    case .reach: .init([.endpoint], .word(Reach.words), "Whether something in these files answers there; closed is a server that listens for its own computer alone")
    case .wantedPath: .init([.endpoint], .text, "The path that this client needs")
    case .unknownReader: .init([.endpoint], .flag, "Whether the address may be read by a program that no file describes, or on the host as well, where it means something else")
    case .wantedHost: .init([.endpoint], .text, "The host that reaches the server from where the client runs")
    case .isApart: .init([.endpoint], .flag, "Whether the client shares no network with the server beside it")
    case .alternatives: .init([.endpoint], .list, "Files that are started instead of this one, so that their servers are not there")
    case .from: .init([.endpoint], .word(ClientPlace.words), "Where the client runs")
    case .isBuiltIn: .init([.endpoint], .flag, "Whether the client takes this address because nobody wrote one")
    case .serviceUndefined: .init([.endpoint], .flag, "Whether it is called by the name of a Service that no manifest here defines")
    case .leftOut: .init([.endpoint], .integer(.count), "How many addresses its list has behind those that are looked at")
    case .kind: .init([.key, .client, .server, .secret, .model, .machine, .device, .service], .text, "What sort it is: for a key instruction, parameter, variable or setting; for a client its program; for a machine what runs it: libvirt, Proxmox, LXC")
    case .format: .init([.key], .text, "The program or file format whose key it is")
    case .count: .init([.key, .server], .integer(.count), "How many there are")
    case .status: .init([.key, .modelUse], .word(KeyStatus.words), "Standing of a key: does the program read it")
    case .replacement: .init([.key, .secret], .text, "What to write instead")
    case .value: .init([.key], .text, "The value as written")
    case .problem: .init([.key, .endpoint, .port], .word(ValueFault.words), "What is wrong with the value")
    case .corrected: .init([.key, .endpoint], .text, "The value as it was probably meant")
    case .since: .init([.key], .text, "The first version that reads it")
    case .newerThan: .init([.key], .text, "The version that a server here is pinned to and that does not know the key yet")
    case .removedIn: .init([.key], .text, "The first version that no longer reads it")
    case .consequence: .init([.key], .text, "What the program makes of it as it stands, or why: a sentence without its full stop")
    case .counterpart: .init([.key], .text, "What else it is about, as that is named or written: a provider, a service, a directory, another value")
    case .overridden: .init([.key], .text, "What takes the place of the parameter in every request of the clients here")
    case .expected: .init([.key, .endpoint], .text, "What the program expects, as in 'expects digits only'")
    case .program: .init([.key], .text, "The other program that reads the variable")
    case .takesEffect: .init([.key], .flag, "Whether the variable, once it is read, may take memory, a device, models, a port or requests from what works without it")
    case .alike: .init([.key], .text, "The mistake that several keys of a file are parts of")
    case .readByCurrent: .init([.key], .flag, "Whether only programs that ignore the key read the file")
    case .forAllUsers: .init([.key], .flag, "Whether every user's own manager reads the unit")
    case .memoryNeeded: .init([.load], .integer(.bytes), "GPU memory that the model needs with its context, so that nothing of it runs on the CPU")
    case .memoryAvailable: .init([.load], .integer(.bytes), "Memory of the machine's GPUs, less what the engine leaves free of it")
    case .memoryFit: .init([.load], .word(MemoryFit.words), "Whether it is fully on the GPU, partly, or does not load at all")
    case .memoryInRAM: .init([.load], .integer(.bytes), "What of it lies in RAM")
    case .memoryRAM: .init([.load], .integer(.bytes), "RAM of the machine it runs on")
    case .memorySpilled: .init([.load], .integer(.count), "Per cent of its weights that run on the CPU")
    case .memorySpilledBytes: .init([.load], .integer(.bytes), "Weights that run on the CPU")
    case .memoryContext: .init([.load], .integer(.tokens), "The context length that the estimate is for")
    case .memoryFitsQuantized: .init([.load], .flag, "Whether it would be fully on the GPU with a KV cache of q8_0")
    case .memoryAlternative: .init([.load], .text, "The largest smaller size of the same model that fits fully")
    case .contextLargest: .init([.load], .integer(.tokens), "The largest context that is fully on the GPU")
    case .contextLargestQuantized: .init([.load], .integer(.tokens), "The same with a KV cache of q8_0")
    case .gpuLayersFitting: .init([.load], .integer(.count), "Layers that Ollama itself would put onto the GPU")
    case .parameters: .init([.load], .integer(.count), "Weights of the model")
    case .isMixture: .init([.load], .flag, "Whether it is a mixture of experts")
    case .speed: .init([.load], .text, "Tokens per second when answering, as a range")
    case .machineName: .init([.load], .text, "The GPUs of the machine it runs on")
    case .togetherFits: .init([.load], .flag, "Whether it stays loaded beside the client's other model")
    case .togetherNeeded: .init([.load], .integer(.bytes), "GPU memory that the client's models want together")
    case .togetherWith: .init([.load], .text, "The client's other model")
    case .memoryCause: .init([.load], .word(MemoryCause.words), "Why it does not fit fully on the GPU for want of memory: weights, context, parallel requests; or the layers its Modelfile fixes")
    case .ram: .init([.machine], .integer(.bytes), "Its RAM")
    case .os: .init([.machine, .server, .client], .word(OperatingSystem.words), "Its operating system")
    case .vendor: .init([.machine, .server], .word(MachineGPU.words), "Whose GPU it has")
    case .purpose: .init([.machine], .text, "What says that models run in it")
    case .cpu: .init([.machine], .text, "The CPU that its guest is shown: a model, or host-passthrough")
    case .cpuHasAVX: .init([.machine], .flag, "Whether that CPU has AVX")
    case .cpuProblem: .init([.machine], .word(CPUProblem.words), "Why it has none: nothing is chosen, an old or least common model is, or AVX is taken away")
    case .cpuFeature: .init([.machine], .text, "The feature that is taken away from the CPU")
    case .cpuWanted: .init([.machine], .text, "What shows the guest the host's own CPU")
    case .machineType: .init([.machine], .text, "The board that is emulated: pc-q35-9.0, pc-i440fx-9.0")
    case .machineTypeWanted: .init([.machine], .text, "The board that has PCI Express")
    case .isPCIe: .init([.machine], .flag, "Whether the board has PCI Express")
    case .passesDevices: .init([.machine], .flag, "Whether it is given a PCI or mediated device, which may be a GPU")
    case .ramLeast: .init([.machine], .integer(.bytes), "The RAM that its guest may be left with")
    case .balloon: .init([.machine], .text, "The memory balloon as written")
    case .balloonWanted: .init([.machine], .text, "How to write that there is no memory balloon")
    case .hidesHypervisor: .init([.machine], .flag, "Whether its guest is not told that it runs on KVM")
    case .nvidiaMissing: .init([.machine], .list, "Device files of the NVIDIA driver that CUDA needs and that are not passed")
    case .nvidiaStyle: .init([.machine], .word(DeviceStyle.words), "How device files are passed: by devN, by mounts whose use is allowed, or by mounts alone")
    case .nvidiaRuntime: .init([.machine], .flag, "Whether the libraries of NVIDIA's driver are brought along with its card")
    case .ramNeeded: .init([.machine], .integer(.bytes), "What the largest model in it keeps in RAM")
    case .iommu: .init([.machine], .word(IOMMU.words), "What the kernel's command line says of the IOMMU, without which no device can be given to a guest")
    case .vfioDevices: .init([.machine], .list, "Devices that vfio-pci takes from the host's drivers, as vendor:device")
    case .vfioUsed: .init([.machine], .flag, "Whether files here give the host's devices to virtual machines")
    case .driversBlocked: .init([.machine], .list, "Drivers that the host is told not to load")
    case .cpuVendor: .init([.machine], .word(CPUVendor.words), "Who made the host's CPU")
    case .cgroupDriver: .init([.machine], .word(CgroupDriver.words), "What keeps the control groups of the host's containers")
    case .gpuContainer: .init([.machine], .text, "A container on the host that is given NVIDIA's GPUs")
    case .demandsPCIe: .init([.machine], .flag, "Whether a device is to be put onto PCI Express")
    case .contextEffective: .init([.modelUse, .model], .integer(.tokens), "The context length that requests really get, and why")
    case .contextFallback: .init([.modelUse], .integer(.tokens), "What the client requests where neither it nor the model says a context length")
    case .contextDefaulted: .init([.modelUse], .flag, "Whether the context that the client requests, or counts on, is its own because nobody wrote one")
    case .contextElsewhere: .init([.modelUse], .integer(.tokens), "The context that another client here gets for the same model")
    case .contextStated: .init([.modelUse], .integer(.tokens), "The context length that the client counts on")
    case .contextTrained: .init([.modelUse, .model], .integer(.tokens), "The context length that the model was trained for")
    case .dimensions: .init([.modelUse], .integer(.count), "How long the vectors are that the client counts on")
    case .dimensionsDefaulted: .init([.modelUse], .flag, "Whether that length is the client's own because nobody wrote one")
    case .dimensionsGiven: .init([.modelUse], .integer(.count), "How long the vectors of the embedding model are")
    case .contextWhole: .init([.modelUse], .integer(.tokens), "The context length that the client counts on with the answer, where that is not part of the other")
    case .contextInput: .init([.modelUse], .integer(.tokens), "What of the effective context length is left beside the answer, where the client counts them apart")
    case .answerOnTop: .init([.modelUse], .flag, "Whether the client counts the answer beside the context length that it states")
    case .contextNeeded: .init([.modelUse], .integer(.tokens), "The least context length that is published for the client, as an agent")
    case .contextWanted: .init([.modelUse, .model, .server], .integer(.tokens), "The context length that the work needs: 65536 for an agent, what is published for its client, or all that the model was trained for; of a model or server, the most that its users need")
    case .contextWantedFits: .init([.modelUse], .flag, "Whether the model would be fully on the GPU with the context that it needs")
    case .contextDecidedBy: .init([.modelUse], .word(ContextDecider.words), "Who decides the effective context")
    case .contextDecidedAt: .init([.modelUse], .text, "What decides the effective context: uses with the same value share its fate")
    case .contextOption: .init([.modelUse], .text, "A context option written where the client never sends it")
    case .contextTooSmall: .init([.modelUse], .flag, "Whether the effective context is below what the role needs")
    case .contextWasted: .init([.modelUse], .flag, "Whether the client counts on less than half of the context that it gets")
    case .outputStated: .init([.modelUse, .model], .integer(.tokens), "The longest answer that is asked for")
    case .outputReserved: .init([.modelUse], .integer(.tokens), "What the client keeps free of the window for the answer")
    case .outputWanted: .init([.modelUse, .model], .integer(.tokens), "A longest answer that leaves room for the prompt: a quarter")
    case .toolOutput: .init([.modelUse], .integer(.count), "Bytes of the longest result of one tool that the client puts into the chat")
    case .toolOutputWanted: .init([.modelUse], .integer(.count), "Bytes of a result that takes no more than a quarter of the context")
    case .promptTokens: .init([.modelUse], .integer(.tokens), "About how many tokens the client's own instructions and tools take")
    case .promptCrowds: .init([.modelUse], .flag, "Whether they and the longest answer take more than half of the context")
    case .known: .init([.modelUse, .model], .word(Standing.words), "Where the name leads: a Modelfile here, Ollama's library, or nowhere we know")
    case .suggestion: .init([.modelUse, .model, .key], .text, "The nearest name that exists")
    case .successor: .init([.modelUse], .text, "The model of the same family and size that took its place and does more")
    case .resembles: .init([.modelUse], .text, "The model made here that a name is built like, though nothing here makes it")
    case .tag: .init([.modelUse, .model], .text, "The tag as written")
    case .capabilities: .init([.modelUse, .model], .words(Capability.words), "What the model can do: completion, tools, insert, vision, thinking, embedding")
    case .lacks: .init([.modelUse], .words(Capability.words), "Capabilities that its roles need and the model does not have")
    case .layers: .init([.modelUse, .model, .load], .integer(.count), "Layers of the model, the output layer included")
    case .isCloud: .init([.modelUse, .model], .flag, "Whether the model runs on ollama.com")
    case .roles: .init([.modelUse, .load], .words(Role.words), "What the client uses it for: agent, chat, edit, autocomplete, embed, title")
    case .api: .init([.modelUse, .endpoint], .word(ServerAPI.words), "The API that the client speaks")
    case .provider: .init([.modelUse], .text, "The provider entry it belongs to")
    case .tools: .init([.modelUse], .flag, "Whether the client offers tools to it")
    case .toolsOffered: .init([.modelUse], .flag, "Whether the client offers tools to a model of this name by itself")
    case .thinks: .init([.modelUse], .flag, "Whether the client asks the model to think before it answers")
    case .images: .init([.modelUse], .flag, "Whether the client sends images to it")
    case .isOnlyListed: .init([.modelUse], .flag, "Whether the client is set to another model, so that this one is only on its menu")
    case .isChosen: .init([.modelUse], .flag, "Whether the settings name it as the one to use, rather than list it as one that can be chosen")
    case .contextSent: .init([.modelUse], .integer(.tokens), "The context length that the client sends with every request")
    case .isOllama: .init([.modelUse, .client], .flag, "Whether the server behind it is Ollama")
    case .contextAssumed: .init([.modelUse], .flag, "Whether the effective context is the default of most machines because this one is not known")
    case .servedAs: .init([.modelUse], .text, "The name by which a proxy offers it to its own clients")
    case .notServed: .init([.modelUse], .flag, "Whether the program at the endpoint serves no model of this name")
    case .notServedNearest: .init([.modelUse], .text, "The model of that program that was probably meant")
    case .contextMentioned: .init([.modelUse], .text, "A file here that sets the context of servers and is not read, such as a module of NixOS")
    case .describedBy: .init([.modelUse], .text, "A file of another program that is named for the model")
    case .sizes: .init([.modelUse, .model], .list, "The sizes that the library has of the model, where none is near the one written")
    case .systemTooLong: .init([.model], .flag, "Whether the system prompt takes more than a quarter of the context")
    case .renderer: .init([.model], .text, "RENDERER or PARSER, which take the place of the TEMPLATE")
    case .systemTokens: .init([.model], .integer(.tokens), "About how many tokens the system prompt takes (a quarter of its characters)")
    case .base: .init([.model], .text, "What FROM names")
    case .baseKind: .init([.model], .word(BaseKind.words), "Whether FROM names a model or a path")
    case .baseProblem: .init([.model], .text, "Why the file in FROM cannot be used")
    case .origin: .init([.model], .word(NameOrigin.words), "What ties the model's name to this file")
    case .gpuLayers: .init([.model, .service], .integer(.count), "Layers forced onto the GPU by num_gpu")
    case .template: .init([.model], .text, "The TEMPLATE that the Modelfile brings itself")
    case .templateProblem: .init([.model], .text, "Why the TEMPLATE does not work")
    case .templateVariables: .init([.model], .list, "The variables that the TEMPLATE uses")
    case .stopsMissing: .init([.model], .list, "Markup that ends a turn in the TEMPLATE and is no stop string")
    case .stops: .init([.model], .list, "Stop strings")
    case .requires: .init([.model, .modelUse], .text, "The version in REQUIRES, or the first one that runs a model of the library")
    case .requiresProblem: .init([.model], .text, "Why REQUIRES is no version")
    case .requiresNewerThan: .init([.model, .modelUse], .text, "The pinned server version that is older")
    case .shadowedBy: .init([.model], .text, "The file or directory here that has the name in FROM")
    case .baseHasTemplate: .init([.model], .flag, "Whether the file of weights brings a chat template")
    case .baseFile: .init([.model], .text, "The weights file in FROM, from the root")
    case .address: .init([.port], .text, "The host address it is published on")
    case .portWanted: .init([.port], .integer(.port), "The port that the program in the container listens on, where it points to another")
    case .hostPort: .init([.port], .integer(.port), "The port on the host")
    case .port: .init([.port, .endpoint, .server, .service], .integer(.port), "The port it points to")
    case .reachedFrom: .init([.port, .server], .text, "What in these files mentions other machines that use this port")
    case .isReachedThroughHost: .init([.port], .flag, "Whether containers of these files reach it through their host")
    case .insteadOfHost: .init([.port], .text, "The address by which the container that reaches it through its host can reach it without")
    case .otherHosts: .init([.port], .flag, "Whether files here reach this port from another machine")
    case .shown: .init([.secret], .text, "As much of the secret as may be printed")
    case .context: .init([.server, .model], .integer(.tokens), "The context length that it sets itself")
    case .engine: .init([.server, .endpoint], .word(ContainerEngine.words), "The container engine of a command line")
    case .example: .init([.server, .client, .machine, .device, .service, .model, .modelUse], .flag, "Whether it is in documentation; of a model's name, in a file to be copied and filled in too")
    case .temporary: .init([.server], .flag, "Whether the container is removed when it ends")
    case .vulkan: .init([.server], .flag, "Whether OLLAMA_VULKAN is set on or off")
    case .vulkanOff: .init([.server], .flag, "Whether the pinned version has no Vulkan, or only where a variable asks for it, and none does")
    case .topology: .init([.server, .client, .machine, .service], .word(Topology.words), "What it runs in; an image runs nowhere yet")
    case .image: .init([.server, .client, .service], .text, "The container image, without its tag")
    case .imageTag: .init([.server], .text, "The tag of the image")
    case .version: .init([.server], .text, "The version of Ollama that the tag pins")
    case .gpu: .init([.server], .word(GPUAccess.words), "Which GPUs the container is given")
    case .gpuProblem: .init([.server], .text, "Why the engine refuses or ignores the GPU request")
    case .gpuVendor: .init([.server], .word(PassedGPU.words), "Whose GPU is passed")
    case .cardOutdated: .init([.server], .text, "A target of ROCm that current releases have no code for, as a variable of the server names it")
    case .cardProblem: .init([.server], .text, "The machine's card, where the image has no code for it")
    case .imageVendor: .init([.server, .service], .word(ImageGPU.words), "Whose GPU the image supports")
    case .gpuIntended: .init([.server, .machine], .text, "A comment, profile or sibling that says why there is no GPU here")
    case .variant: .init([.server], .text, "What says that it is one of several variants, each for other hardware")
    case .gpuTaken: .init([.server], .text, "What keeps the GPU of its host from it")
    case .gpuTakenSurely: .init([.server], .flag, "Whether no other GPU is left to it; the host may have a second card otherwise")
    case .maxLoaded: .init([.server], .integer(.count), "How many models it keeps loaded (OLLAMA_MAX_LOADED_MODELS)")
    case .usedTogether: .init([.server], .integer(.count), "How many models one client needs loaded at the same time")
    case .cacheTypeIgnored: .init([.server], .flag, "Whether its version leaves the KV cache at f16 unless flash attention is asked for")
    case .parallel: .init([.server], .integer(.count), "Requests served at once (OLLAMA_NUM_PARALLEL)")
    case .kvCacheType: .init([.server], .text, "Type of the KV cache (OLLAMA_KV_CACHE_TYPE)")
    case .flashAttention: .init([.server], .flag, "Whether flash attention is set on or off")
    case .keepAlive: .init([.server], .integer(.seconds), "How long a model stays loaded; negative is for ever")
    case .hostAddress: .init([.server], .text, "The address that OLLAMA_HOST binds")
    case .origins: .init([.server], .list, "Browser origins that may call the API")
    case .modelVolume: .init([.server, .client], .text, "What the model or data directory is mounted from")
    case .volumeElsewhere: .init([.server], .text, "The mount on the image's own directory of models, though OLLAMA_MODELS is another")
    case .modelsDirectory: .init([.server, .client], .text, "Where models are kept inside the container")
    case .restart: .init([.server], .text, "Restart policy")
    case .command: .init([.server], .text, "The command that replaces the image's")
    case .commandProblem: .init([.server], .text, "Why the command does not start a server")
    case .healthCheck: .init([.server], .text, "The health check as written")
    case .healthCheckTool: .init([.server], .text, "A program that the health check needs and the image lacks")
    case .healthLooksInside: .init([.server], .flag, "Whether the health check looks for something in an answer")
    case .healthProblem: .init([.server], .text, "Why the health check says nothing about the server")
    case .healthAwaited: .init([.server], .flag, "Whether something waits for the server to be healthy")
    case .isWaitedForInVain: .init([.server], .flag, "Whether something waits for the server to be healthy although nothing checks it")
    case .noCloud: .init([.server], .flag, "Whether OLLAMA_NO_CLOUD is set")
    case .serves: .init([.server], .words(Role.words), "The roles of all models that clients here use on it")
    case .exposed: .init([.server, .port, .client], .word(Exposure.words), "Who can reach it besides this machine")
    case .vulnerability: .init([.server], .text, "A published vulnerability of the pinned version")
    case .memoryLimit: .init([.server], .integer(.bytes), "RAM that the container may use")
    case .cpuLimit: .init([.server], .number, "Processors that the container may use")
    case .threads: .init([.server], .integer(.count), "Threads that the engine computes with (LLAMA_ARG_THREADS)")
    case .hostProcessors: .init([.server], .integer(.count), "How many processors the machine has that the files around the server name")
    case .threadsWanted: .init([.server], .integer(.count), "As many threads as the container may use processors, at least one")
    case .threadsUnset: .init([.server], .flag, "Whether nothing here says with how many threads to compute")
    case .privileged: .init([.server], .flag, "Whether the container may do on its host whatever it likes")
    case .groupMissing: .init([.server], .text, "A group that the container is put into and its image does not have")
    case .integratedGPU: .init([.server], .flag, "Whether integrated GPUs are let in (OLLAMA_IGPU_ENABLE)")
    case .integratedCard: .init([.server], .text, "The machine's only card, an integrated one that Ollama leaves out unless told otherwise")
    case .unit: .init([.server], .text, "The systemd unit that starts it")
    case .includedBy: .init([.server, .client], .text, "The Compose file that its own file is a part of, from the root")
    case .workload: .init([.server], .text, "What runs it in a cluster, as kubectl takes it: deployment/ollama")
    case .namespace: .init([.server], .text, "The namespace that its manifest names")
    case .editedInPlace: .init([.server], .list, "Variables set in the unit that Ollama's installer wrote and overwrites")
    case .autoUpdate: .init([.server], .word(AutoUpdate.words), "Where newer images are fetched from by themselves")
    case .network: .init([.server, .endpoint], .text, "The network of its own that a container started by hand joins")
    case .isOnDefaultNetwork: .init([.server, .endpoint], .flag, "Whether the container is on its engine's default network, where containers do not know each other's names")
    case .environmentUnknown: .init([.server], .flag, "Whether variables come from a file that is not here")
    case .versionOverruled: .init([.server], .flag, "Whether something else may set another version than the one that is written")
    case .sharedNetworks: .init([.server, .endpoint], .list, "Networks with names of their own, by which containers of several files meet")
    case .networkNamespace: .init([.server, .client], .text, "The container whose network it has, or its own name where others have its network")
    case .aliases: .init([.server, .machine, .model, .service], .list, "Other names and addresses that it has on its network")
    case .modelsSmall: .init([.server], .flag, "Whether all models that the files around it name are small enough for a CPU")
    case .machinesNamed: .init([.server, .model, .modelUse], .list, "The graphics cards and computers that the comments of its file name")
    case .gpuDevices: .init([.server], .list, "The devices that it is given, by the names written; unnamed ones by their number")
    case .isOfSwarm: .init([.server], .flag, "Whether docker stack deploy starts it, on any node of a Swarm")
    case .updateStrategy: .init([.server], .text, "How a Deployment replaces its pods, where one alone has room")
    case .servicePorts: .init([.server], .list, "The ports of the Services here that lead to it")
    case .gpuExpected: .init([.server], .text, "Whose GPU its host has, by what is written in these files: nvidia or amd")
    case .gpuSpoken: .init([.server], .text, "Whose GPU the comments, the README or the folder's name speak of, where it is one vendor's: amd or intel")
    case .profiles: .init([.server, .client], .list, "The Compose profiles, one of which is needed to start it")
    case .explained: .init([.server, .client, .model], .list, "Settings beside which a comment says why they are so: context, auth, gpu-layers, origins")
    case .fallback: .init([.server], .flag, "Whether a script only starts it where no server answers")
    case .hostPorts: .init([.service], .list, "Ports of the host that lead to it")
    case .models: .init([.service], .list, "The models that it serves, where all are known")
    case .callsTools: .init([.service], .flag, "Whether it finds calls of tools in what its model answers")
    case .answersToAnyName: .init([.service], .flag, "Whether it answers with its one model whatever name is asked for")
    case .name: .init([.client, .creation, .device, .endpoint, .key, .load, .machine, .model, .modelUse, .port, .secret, .server, .service], .text, "The name users know it by")
    }
  }
}

extension Key where Content == AutoUpdate {
  /// Where newer images are fetched from by themselves
  public static var autoUpdate: Self { Self(.autoUpdate) }
}

extension Key where Content == BaseKind {
  /// Whether FROM names a model or a path
  public static var baseKind: Self { Self(.baseKind) }
}

extension Key where Content == Bool {
  /// Whether the Docker socket is mounted into it
  public static var dockerSocket: Self { Self(.dockerSocket) }
  /// Whether users must sign in
  public static var auth: Self { Self(.auth) }
  /// Whether that only applies if nothing else is set: `${WEBUI_AUTH:-false}`
  public static var authFallback: Self { Self(.authFallback) }
  /// Whether its secret key is empty or a published example
  public static var weakSecret: Self { Self(.weakSecret) }
  /// Whether the health check of that server cannot pass
  public static var startsBeforeFailing: Self { Self(.startsBeforeFailing) }
  /// Whether its container has no entry for host.docker.internal, and none of its variables uses that name
  public static var lacksHostGateway: Self { Self(.lacksHostGateway) }
  /// Whether host.docker.internal is used on Linux without extra_hosts
  public static var needsHostGateway: Self { Self(.needsHostGateway) }
  /// Whether that key only applies if no other is set: `${KEY:-secret}`
  public static var weakSecretFallback: Self { Self(.weakSecretFallback) }
  /// Whether another program keeps its embeddings
  public static var vectorsElsewhere: Self { Self(.vectorsElsewhere) }
  /// Whether a service of files keeps what is uploaded to it
  public static var filesElsewhere: Self { Self(.filesElsewhere) }
  /// Whether its file is for Docker Desktop, as its name, a comment or the README beside it says
  public static var isForDesktop: Self { Self(.isForDesktop) }
  /// Whether libvirt takes the device from the host by itself
  public static var managed: Self { Self(.managed) }
  /// Whether the host is one of the public internet
  public static var isPublic: Self { Self(.isPublic) }
  /// Whether the container shares the network of its host
  public static var sharesHostNetwork: Self { Self(.sharesHostNetwork) }
  /// Whether the address may be read by a program that no file describes, or on the host as well, where it means something else
  public static var unknownReader: Self { Self(.unknownReader) }
  /// Whether the client shares no network with the server beside it
  public static var isApart: Self { Self(.isApart) }
  /// Whether the client takes this address because nobody wrote one
  public static var isBuiltIn: Self { Self(.isBuiltIn) }
  /// Whether it is called by the name of a Service that no manifest here defines
  public static var serviceUndefined: Self { Self(.serviceUndefined) }
  /// Whether the variable, once it is read, may take memory, a device, models, a port or requests from what works without it
  public static var takesEffect: Self { Self(.takesEffect) }
  /// Whether only programs that ignore the key read the file
  public static var readByCurrent: Self { Self(.readByCurrent) }
  /// Whether every user's own manager reads the unit
  public static var forAllUsers: Self { Self(.forAllUsers) }
  /// Whether it would be fully on the GPU with a KV cache of q8_0
  public static var memoryFitsQuantized: Self { Self(.memoryFitsQuantized) }
  /// Whether it is a mixture of experts
  public static var isMixture: Self { Self(.isMixture) }
  /// Whether it stays loaded beside the client's other model
  public static var togetherFits: Self { Self(.togetherFits) }
  /// Whether that CPU has AVX
  public static var cpuHasAVX: Self { Self(.cpuHasAVX) }
  /// Whether the board has PCI Express
  public static var isPCIe: Self { Self(.isPCIe) }
  /// Whether it is given a PCI or mediated device, which may be a GPU
  public static var passesDevices: Self { Self(.passesDevices) }
  /// Whether its guest is not told that it runs on KVM
  public static var hidesHypervisor: Self { Self(.hidesHypervisor) }
  /// Whether the libraries of NVIDIA's driver are brought along with its card
  public static var nvidiaRuntime: Self { Self(.nvidiaRuntime) }
  /// Whether files here give the host's devices to virtual machines
  public static var vfioUsed: Self { Self(.vfioUsed) }
  /// Whether a device is to be put onto PCI Express
  public static var demandsPCIe: Self { Self(.demandsPCIe) }
  /// Whether the context that the client requests, or counts on, is its own because nobody wrote one
  public static var contextDefaulted: Self { Self(.contextDefaulted) }
  /// Whether that length is the client's own because nobody wrote one
  public static var dimensionsDefaulted: Self { Self(.dimensionsDefaulted) }
  /// Whether the client counts the answer beside the context length that it states
  public static var answerOnTop: Self { Self(.answerOnTop) }
  /// Whether the model would be fully on the GPU with the context that it needs
  public static var contextWantedFits: Self { Self(.contextWantedFits) }
  /// Whether the effective context is below what the role needs
  public static var contextTooSmall: Self { Self(.contextTooSmall) }
  /// Whether the client counts on less than half of the context that it gets
  public static var contextWasted: Self { Self(.contextWasted) }
  /// Whether they and the longest answer take more than half of the context
  public static var promptCrowds: Self { Self(.promptCrowds) }
  /// Whether the model runs on ollama.com
  public static var isCloud: Self { Self(.isCloud) }
  /// Whether the client offers tools to it
  public static var tools: Self { Self(.tools) }
  /// Whether the client offers tools to a model of this name by itself
  public static var toolsOffered: Self { Self(.toolsOffered) }
  /// Whether the client asks the model to think before it answers
  public static var thinks: Self { Self(.thinks) }
  /// Whether the client sends images to it
  public static var images: Self { Self(.images) }
  /// Whether the client is set to another model, so that this one is only on its menu
  public static var isOnlyListed: Self { Self(.isOnlyListed) }
  /// Whether the settings name it as the one to use, rather than list it as one that can be chosen
  public static var isChosen: Self { Self(.isChosen) }
  /// Whether the server behind it is Ollama
  public static var isOllama: Self { Self(.isOllama) }
  /// Whether the effective context is the default of most machines because this one is not known
  public static var contextAssumed: Self { Self(.contextAssumed) }
  /// Whether the program at the endpoint serves no model of this name
  public static var notServed: Self { Self(.notServed) }
  /// Whether the system prompt takes more than a quarter of the context
  public static var systemTooLong: Self { Self(.systemTooLong) }
  /// Whether the file of weights brings a chat template
  public static var baseHasTemplate: Self { Self(.baseHasTemplate) }
  /// Whether containers of these files reach it through their host
  public static var isReachedThroughHost: Self { Self(.isReachedThroughHost) }
  /// Whether files here reach this port from another machine
  public static var otherHosts: Self { Self(.otherHosts) }
  /// Whether it is in documentation; of a model's name, in a file to be copied and filled in too
  public static var example: Self { Self(.example) }
  /// Whether the container is removed when it ends
  public static var temporary: Self { Self(.temporary) }
  /// Whether OLLAMA_VULKAN is set on or off
  public static var vulkan: Self { Self(.vulkan) }
  /// Whether the pinned version has no Vulkan, or only where a variable asks for it, and none does
  public static var vulkanOff: Self { Self(.vulkanOff) }
  /// Whether no other GPU is left to it; the host may have a second card otherwise
  public static var gpuTakenSurely: Self { Self(.gpuTakenSurely) }
  /// Whether its version leaves the KV cache at f16 unless flash attention is asked for
  public static var cacheTypeIgnored: Self { Self(.cacheTypeIgnored) }
  /// Whether flash attention is set on or off
  public static var flashAttention: Self { Self(.flashAttention) }
  /// Whether the health check looks for something in an answer
  public static var healthLooksInside: Self { Self(.healthLooksInside) }
  /// Whether something waits for the server to be healthy
  public static var healthAwaited: Self { Self(.healthAwaited) }
  /// Whether something waits for the server to be healthy although nothing checks it
  public static var isWaitedForInVain: Self { Self(.isWaitedForInVain) }
  /// Whether OLLAMA_NO_CLOUD is set
  public static var noCloud: Self { Self(.noCloud) }
  /// Whether nothing here says with how many threads to compute
  public static var threadsUnset: Self { Self(.threadsUnset) }
  /// Whether the container may do on its host whatever it likes
  public static var privileged: Self { Self(.privileged) }
  /// Whether integrated GPUs are let in (OLLAMA_IGPU_ENABLE)
  public static var integratedGPU: Self { Self(.integratedGPU) }
  /// Whether the container is on its engine's default network, where containers do not know each other's names
  public static var isOnDefaultNetwork: Self { Self(.isOnDefaultNetwork) }
  /// Whether variables come from a file that is not here
  public static var environmentUnknown: Self { Self(.environmentUnknown) }
  /// Whether something else may set another version than the one that is written
  public static var versionOverruled: Self { Self(.versionOverruled) }
  /// Whether all models that the files around it name are small enough for a CPU
  public static var modelsSmall: Self { Self(.modelsSmall) }
  /// Whether docker stack deploy starts it, on any node of a Swarm
  public static var isOfSwarm: Self { Self(.isOfSwarm) }
  /// Whether a script only starts it where no server answers
  public static var fallback: Self { Self(.fallback) }
  /// Whether it finds calls of tools in what its model answers
  public static var callsTools: Self { Self(.callsTools) }
  /// Whether it answers with its one model whatever name is asked for
  public static var answersToAnyName: Self { Self(.answersToAnyName) }
}

extension Key where Content == CPUProblem {
  /// Why it has none: nothing is chosen, an old or least common model is, or AVX is taken away
  public static var cpuProblem: Self { Self(.cpuProblem) }
}

extension Key where Content == CPUVendor {
  /// Who made the host's CPU
  public static var cpuVendor: Self { Self(.cpuVendor) }
}

extension Key where Content == CgroupDriver {
  /// What keeps the control groups of the host's containers
  public static var cgroupDriver: Self { Self(.cgroupDriver) }
}

extension Key where Content == ClientPlace {
  /// Where the client runs
  public static var from: Self { Self(.from) }
}

extension Key where Content == ContainerEngine {
  /// The container engine of a command line
  public static var engine: Self { Self(.engine) }
}

extension Key where Content == ContextDecider {
  /// Who decides the effective context
  public static var contextDecidedBy: Self { Self(.contextDecidedBy) }
}

extension Key where Content == DeviceStyle {
  /// How device files are passed: by devN, by mounts whose use is allowed, or by mounts alone
  public static var nvidiaStyle: Self { Self(.nvidiaStyle) }
}

extension Key where Content == Double {
  /// Processors that the container may use
  public static var cpuLimit: Self { Self(.cpuLimit) }
}

extension Key where Content == Exposure {
  /// Who can reach it besides this machine
  public static var exposed: Self { Self(.exposed) }
}

extension Key where Content == GPUAccess {
  /// Which GPUs the container is given
  public static var gpu: Self { Self(.gpu) }
}

extension Key where Content == IOMMU {
  /// What the kernel's command line says of the IOMMU, without which no device can be given to a guest
  public static var iommu: Self { Self(.iommu) }
}

extension Key where Content == ImageGPU {
  /// Whose GPU the image supports
  public static var imageVendor: Self { Self(.imageVendor) }
}

extension Key where Content == Int {
  /// How many addresses its list has behind those that are looked at
  public static var leftOut: Self { Self(.leftOut) }
  /// How many there are
  public static var count: Self { Self(.count) }
  /// GPU memory that the model needs with its context, so that nothing of it runs on the CPU
  public static var memoryNeeded: Self { Self(.memoryNeeded) }
  /// Memory of the machine's GPUs, less what the engine leaves free of it
  public static var memoryAvailable: Self { Self(.memoryAvailable) }
  /// What of it lies in RAM
  public static var memoryInRAM: Self { Self(.memoryInRAM) }
  /// RAM of the machine it runs on
  public static var memoryRAM: Self { Self(.memoryRAM) }
  /// Per cent of its weights that run on the CPU
  public static var memorySpilled: Self { Self(.memorySpilled) }
  /// Weights that run on the CPU
  public static var memorySpilledBytes: Self { Self(.memorySpilledBytes) }
  /// The context length that the estimate is for
  public static var memoryContext: Self { Self(.memoryContext) }
  /// The largest context that is fully on the GPU
  public static var contextLargest: Self { Self(.contextLargest) }
  /// The same with a KV cache of q8_0
  public static var contextLargestQuantized: Self { Self(.contextLargestQuantized) }
  /// Layers that Ollama itself would put onto the GPU
  public static var gpuLayersFitting: Self { Self(.gpuLayersFitting) }
  /// Weights of the model
  public static var parameters: Self { Self(.parameters) }
  /// GPU memory that the client's models want together
  public static var togetherNeeded: Self { Self(.togetherNeeded) }
  /// Its RAM
  public static var ram: Self { Self(.ram) }
  /// The RAM that its guest may be left with
  public static var ramLeast: Self { Self(.ramLeast) }
  /// What the largest model in it keeps in RAM
  public static var ramNeeded: Self { Self(.ramNeeded) }
  /// The context length that requests really get, and why
  public static var contextEffective: Self { Self(.contextEffective) }
  /// What the client requests where neither it nor the model says a context length
  public static var contextFallback: Self { Self(.contextFallback) }
  /// The context that another client here gets for the same model
  public static var contextElsewhere: Self { Self(.contextElsewhere) }
  /// The context length that the client counts on
  public static var contextStated: Self { Self(.contextStated) }
  /// The context length that the model was trained for
  public static var contextTrained: Self { Self(.contextTrained) }
  /// How long the vectors are that the client counts on
  public static var dimensions: Self { Self(.dimensions) }
  /// How long the vectors of the embedding model are
  public static var dimensionsGiven: Self { Self(.dimensionsGiven) }
  /// The context length that the client counts on with the answer, where that is not part of the other
  public static var contextWhole: Self { Self(.contextWhole) }
  /// What of the effective context length is left beside the answer, where the client counts them apart
  public static var contextInput: Self { Self(.contextInput) }
  /// The least context length that is published for the client, as an agent
  public static var contextNeeded: Self { Self(.contextNeeded) }
  /// The context length that the work needs: 65536 for an agent, what is published for its client, or all that the model was trained for; of a model or server, the most that its users need
  public static var contextWanted: Self { Self(.contextWanted) }
  /// The longest answer that is asked for
  public static var outputStated: Self { Self(.outputStated) }
  /// What the client keeps free of the window for the answer
  public static var outputReserved: Self { Self(.outputReserved) }
  /// A longest answer that leaves room for the prompt: a quarter
  public static var outputWanted: Self { Self(.outputWanted) }
  /// Bytes of the longest result of one tool that the client puts into the chat
  public static var toolOutput: Self { Self(.toolOutput) }
  /// Bytes of a result that takes no more than a quarter of the context
  public static var toolOutputWanted: Self { Self(.toolOutputWanted) }
  /// About how many tokens the client's own instructions and tools take
  public static var promptTokens: Self { Self(.promptTokens) }
  /// Layers of the model, the output layer included
  public static var layers: Self { Self(.layers) }
  /// The context length that the client sends with every request
  public static var contextSent: Self { Self(.contextSent) }
  /// About how many tokens the system prompt takes (a quarter of its characters)
  public static var systemTokens: Self { Self(.systemTokens) }
  /// Layers forced onto the GPU by num_gpu
  public static var gpuLayers: Self { Self(.gpuLayers) }
  /// The port that the program in the container listens on, where it points to another
  public static var portWanted: Self { Self(.portWanted) }
  /// The port on the host
  public static var hostPort: Self { Self(.hostPort) }
  /// The port it points to
  public static var port: Self { Self(.port) }
  /// The context length that it sets itself
  public static var context: Self { Self(.context) }
  /// How many models it keeps loaded (OLLAMA_MAX_LOADED_MODELS)
  public static var maxLoaded: Self { Self(.maxLoaded) }
  /// How many models one client needs loaded at the same time
  public static var usedTogether: Self { Self(.usedTogether) }
  /// Requests served at once (OLLAMA_NUM_PARALLEL)
  public static var parallel: Self { Self(.parallel) }
  /// How long a model stays loaded; negative is for ever
  public static var keepAlive: Self { Self(.keepAlive) }
  /// RAM that the container may use
  public static var memoryLimit: Self { Self(.memoryLimit) }
  /// Threads that the engine computes with (LLAMA_ARG_THREADS)
  public static var threads: Self { Self(.threads) }
  /// How many processors the machine has that the files around the server name
  public static var hostProcessors: Self { Self(.hostProcessors) }
  /// As many threads as the container may use processors, at least one
  public static var threadsWanted: Self { Self(.threadsWanted) }
}

extension Key where Content == KeyStatus {
  /// Standing of a key: does the program read it
  public static var status: Self { Self(.status) }
}

extension Key where Content == MachineGPU {
  /// Whose GPU it has
  public static var vendor: Self { Self(.vendor) }
}

extension Key where Content == MemoryCause {
  /// Why it does not fit fully on the GPU for want of memory: weights, context, parallel requests; or the layers its Modelfile fixes
  public static var memoryCause: Self { Self(.memoryCause) }
}

extension Key where Content == MemoryFit {
  /// Whether it is fully on the GPU, partly, or does not load at all
  public static var memoryFit: Self { Self(.memoryFit) }
}

extension Key where Content == NameOrigin {
  /// What ties the model's name to this file
  public static var origin: Self { Self(.origin) }
}

extension Key where Content == OperatingSystem {
  /// Its operating system
  public static var os: Self { Self(.os) }
}

extension Key where Content == PassedGPU {
  /// Whose GPU is passed
  public static var gpuVendor: Self { Self(.gpuVendor) }
}

extension Key where Content == Reach {
  /// Whether something in these files answers there; closed is a server that listens for its own computer alone
  public static var reach: Self { Self(.reach) }
}

extension Key where Content == ServerAPI {
  /// The API that the client speaks
  public static var api: Self { Self(.api) }
}

extension Key where Content == Standing {
  /// Where the name leads: a Modelfile here, Ollama's library, or nowhere we know
  public static var known: Self { Self(.known) }
}

extension Key where Content == String {
  /// A setting that sends data away
  public static var telemetry: Self { Self(.telemetry) }
  /// The model that a chat UI offers first
  public static var defaultModel: Self { Self(.defaultModel) }
  /// The server that it does not wait for to be healthy
  public static var startsBefore: Self { Self(.startsBefore) }
  /// The variable by which its database is in another program
  public static var databaseElsewhere: Self { Self(.databaseElsewhere) }
  /// The file that `ollama create` reads
  public static var modelfile: Self { Self(.modelfile) }
  /// The file here that takes the device from the host
  public static var bound: Self { Self(.bound) }
  /// The function of the same card that is left with the host
  public static var siblingMissing: Self { Self(.siblingMissing) }
  /// The host in the URL
  public static var host: Self { Self(.host) }
  /// The path in the URL
  public static var path: Self { Self(.path) }
  /// The URL as written
  public static var url: Self { Self(.url) }
  /// The scheme of the URL
  public static var scheme: Self { Self(.scheme) }
  /// The path that this client needs
  public static var wantedPath: Self { Self(.wantedPath) }
  /// The host that reaches the server from where the client runs
  public static var wantedHost: Self { Self(.wantedHost) }
  /// What sort it is: for a key instruction, parameter, variable or setting; for a client its program; for a machine what runs it: libvirt, Proxmox, LXC
  public static var kind: Self { Self(.kind) }
  /// The program or file format whose key it is
  public static var format: Self { Self(.format) }
  /// What to write instead
  public static var replacement: Self { Self(.replacement) }
  /// The value as written
  public static var value: Self { Self(.value) }
  /// The value as it was probably meant
  public static var corrected: Self { Self(.corrected) }
  /// The first version that reads it
  public static var since: Self { Self(.since) }
  /// The version that a server here is pinned to and that does not know the key yet
  public static var newerThan: Self { Self(.newerThan) }
  /// The first version that no longer reads it
  public static var removedIn: Self { Self(.removedIn) }
  /// What the program makes of it as it stands, or why: a sentence without its full stop
  public static var consequence: Self { Self(.consequence) }
  /// What else it is about, as that is named or written: a provider, a service, a directory, another value
  public static var counterpart: Self { Self(.counterpart) }
  /// What takes the place of the parameter in every request of the clients here
  public static var overridden: Self { Self(.overridden) }
  /// What the program expects, as in 'expects digits only'
  public static var expected: Self { Self(.expected) }
  /// The other program that reads the variable
  public static var program: Self { Self(.program) }
  /// The mistake that several keys of a file are parts of
  public static var alike: Self { Self(.alike) }
  /// The largest smaller size of the same model that fits fully
  public static var memoryAlternative: Self { Self(.memoryAlternative) }
  /// Tokens per second when answering, as a range
  public static var speed: Self { Self(.speed) }
  /// The GPUs of the machine it runs on
  public static var machineName: Self { Self(.machineName) }
  /// The client's other model
  public static var togetherWith: Self { Self(.togetherWith) }
  /// What says that models run in it
  public static var purpose: Self { Self(.purpose) }
  /// The CPU that its guest is shown: a model, or host-passthrough
  public static var cpu: Self { Self(.cpu) }
  /// The feature that is taken away from the CPU
  public static var cpuFeature: Self { Self(.cpuFeature) }
  /// What shows the guest the host's own CPU
  public static var cpuWanted: Self { Self(.cpuWanted) }
  /// The board that is emulated: pc-q35-9.0, pc-i440fx-9.0
  public static var machineType: Self { Self(.machineType) }
  /// The board that has PCI Express
  public static var machineTypeWanted: Self { Self(.machineTypeWanted) }
  /// The memory balloon as written
  public static var balloon: Self { Self(.balloon) }
  /// How to write that there is no memory balloon
  public static var balloonWanted: Self { Self(.balloonWanted) }
  /// A container on the host that is given NVIDIA's GPUs
  public static var gpuContainer: Self { Self(.gpuContainer) }
  /// What decides the effective context: uses with the same value share its fate
  public static var contextDecidedAt: Self { Self(.contextDecidedAt) }
  /// A context option written where the client never sends it
  public static var contextOption: Self { Self(.contextOption) }
  /// The nearest name that exists
  public static var suggestion: Self { Self(.suggestion) }
  /// The model of the same family and size that took its place and does more
  public static var successor: Self { Self(.successor) }
  /// The model made here that a name is built like, though nothing here makes it
  public static var resembles: Self { Self(.resembles) }
  /// The tag as written
  public static var tag: Self { Self(.tag) }
  /// The provider entry it belongs to
  public static var provider: Self { Self(.provider) }
  /// The name by which a proxy offers it to its own clients
  public static var servedAs: Self { Self(.servedAs) }
  /// The model of that program that was probably meant
  public static var notServedNearest: Self { Self(.notServedNearest) }
  /// A file here that sets the context of servers and is not read, such as a module of NixOS
  public static var contextMentioned: Self { Self(.contextMentioned) }
  /// A file of another program that is named for the model
  public static var describedBy: Self { Self(.describedBy) }
  /// RENDERER or PARSER, which take the place of the TEMPLATE
  public static var renderer: Self { Self(.renderer) }
  /// What FROM names
  public static var base: Self { Self(.base) }
  /// Why the file in FROM cannot be used
  public static var baseProblem: Self { Self(.baseProblem) }
  /// The TEMPLATE that the Modelfile brings itself
  public static var template: Self { Self(.template) }
  /// Why the TEMPLATE does not work
  public static var templateProblem: Self { Self(.templateProblem) }
  /// The version in REQUIRES, or the first one that runs a model of the library
  public static var requires: Self { Self(.requires) }
  /// Why REQUIRES is no version
  public static var requiresProblem: Self { Self(.requiresProblem) }
  /// The pinned server version that is older
  public static var requiresNewerThan: Self { Self(.requiresNewerThan) }
  /// The file or directory here that has the name in FROM
  public static var shadowedBy: Self { Self(.shadowedBy) }
  /// The weights file in FROM, from the root
  public static var baseFile: Self { Self(.baseFile) }
  /// The host address it is published on
  public static var address: Self { Self(.address) }
  /// What in these files mentions other machines that use this port
  public static var reachedFrom: Self { Self(.reachedFrom) }
  /// The address by which the container that reaches it through its host can reach it without
  public static var insteadOfHost: Self { Self(.insteadOfHost) }
  /// As much of the secret as may be printed
  public static var shown: Self { Self(.shown) }
  /// The container image, without its tag
  public static var image: Self { Self(.image) }
  /// The tag of the image
  public static var imageTag: Self { Self(.imageTag) }
  /// The version of Ollama that the tag pins
  public static var version: Self { Self(.version) }
  /// Why the engine refuses or ignores the GPU request
  public static var gpuProblem: Self { Self(.gpuProblem) }
  /// A target of ROCm that current releases have no code for, as a variable of the server names it
  public static var cardOutdated: Self { Self(.cardOutdated) }
  /// The machine's card, where the image has no code for it
  public static var cardProblem: Self { Self(.cardProblem) }
  /// A comment, profile or sibling that says why there is no GPU here
  public static var gpuIntended: Self { Self(.gpuIntended) }
  /// What says that it is one of several variants, each for other hardware
  public static var variant: Self { Self(.variant) }
  /// What keeps the GPU of its host from it
  public static var gpuTaken: Self { Self(.gpuTaken) }
  /// Type of the KV cache (OLLAMA_KV_CACHE_TYPE)
  public static var kvCacheType: Self { Self(.kvCacheType) }
  /// The address that OLLAMA_HOST binds
  public static var hostAddress: Self { Self(.hostAddress) }
  /// What the model or data directory is mounted from
  public static var modelVolume: Self { Self(.modelVolume) }
  /// The mount on the image's own directory of models, though OLLAMA_MODELS is another
  public static var volumeElsewhere: Self { Self(.volumeElsewhere) }
  /// Where models are kept inside the container
  public static var modelsDirectory: Self { Self(.modelsDirectory) }
  /// Restart policy
  public static var restart: Self { Self(.restart) }
  /// The command that replaces the image's
  public static var command: Self { Self(.command) }
  /// Why the command does not start a server
  public static var commandProblem: Self { Self(.commandProblem) }
  /// The health check as written
  public static var healthCheck: Self { Self(.healthCheck) }
  /// A program that the health check needs and the image lacks
  public static var healthCheckTool: Self { Self(.healthCheckTool) }
  /// Why the health check says nothing about the server
  public static var healthProblem: Self { Self(.healthProblem) }
  /// A published vulnerability of the pinned version
  public static var vulnerability: Self { Self(.vulnerability) }
  /// A group that the container is put into and its image does not have
  public static var groupMissing: Self { Self(.groupMissing) }
  /// The machine's only card, an integrated one that Ollama leaves out unless told otherwise
  public static var integratedCard: Self { Self(.integratedCard) }
  /// The systemd unit that starts it
  public static var unit: Self { Self(.unit) }
  /// The Compose file that its own file is a part of, from the root
  public static var includedBy: Self { Self(.includedBy) }
  /// What runs it in a cluster, as kubectl takes it: deployment/ollama
  public static var workload: Self { Self(.workload) }
  /// The namespace that its manifest names
  public static var namespace: Self { Self(.namespace) }
  /// The network of its own that a container started by hand joins
  public static var network: Self { Self(.network) }
  /// The container whose network it has, or its own name where others have its network
  public static var networkNamespace: Self { Self(.networkNamespace) }
  /// How a Deployment replaces its pods, where one alone has room
  public static var updateStrategy: Self { Self(.updateStrategy) }
  /// Whose GPU its host has, by what is written in these files: nvidia or amd
  public static var gpuExpected: Self { Self(.gpuExpected) }
  /// Whose GPU the comments, the README or the folder's name speak of, where it is one vendor's: amd or intel
  public static var gpuSpoken: Self { Self(.gpuSpoken) }
  /// The name users know it by
  public static var name: Self { Self(.name) }
}

extension Key where Content == Topology {
  /// What it runs in; an image runs nowhere yet
  public static var topology: Self { Self(.topology) }
}

extension Key where Content == ValueFault {
  /// What is wrong with the value
  public static var problem: Self { Self(.problem) }
}

extension Key where Content == [Capability] {
  /// What the model can do: completion, tools, insert, vision, thinking, embedding
  public static var capabilities: Self { Self(.capabilities) }
  /// Capabilities that its roles need and the model does not have
  public static var lacks: Self { Self(.lacks) }
}

extension Key where Content == [Role] {
  /// What the client uses it for: agent, chat, edit, autocomplete, embed, title
  public static var roles: Self { Self(.roles) }
  /// The roles of all models that clients here use on it
  public static var serves: Self { Self(.serves) }
}

extension Key where Content == [String] {
  /// Programs that a dev container installs, so that they run in it
  public static var installs: Self { Self(.installs) }
  /// What a container that runs commands of its settings mounts, as SOURCE:TARGET
  public static var writtenMounts: Self { Self(.writtenMounts) }
  /// Files and folders of the repository that its container sees, or that a command on the host names
  public static var mounts: Self { Self(.mounts) }
  /// Files that are started instead of this one, so that their servers are not there
  public static var alternatives: Self { Self(.alternatives) }
  /// Device files of the NVIDIA driver that CUDA needs and that are not passed
  public static var nvidiaMissing: Self { Self(.nvidiaMissing) }
  /// Devices that vfio-pci takes from the host's drivers, as vendor:device
  public static var vfioDevices: Self { Self(.vfioDevices) }
  /// Drivers that the host is told not to load
  public static var driversBlocked: Self { Self(.driversBlocked) }
  /// The sizes that the library has of the model, where none is near the one written
  public static var sizes: Self { Self(.sizes) }
  /// The variables that the TEMPLATE uses
  public static var templateVariables: Self { Self(.templateVariables) }
  /// Markup that ends a turn in the TEMPLATE and is no stop string
  public static var stopsMissing: Self { Self(.stopsMissing) }
  /// Stop strings
  public static var stops: Self { Self(.stops) }
  /// Browser origins that may call the API
  public static var origins: Self { Self(.origins) }
  /// Variables set in the unit that Ollama's installer wrote and overwrites
  public static var editedInPlace: Self { Self(.editedInPlace) }
  /// Networks with names of their own, by which containers of several files meet
  public static var sharedNetworks: Self { Self(.sharedNetworks) }
  /// Other names and addresses that it has on its network
  public static var aliases: Self { Self(.aliases) }
  /// The graphics cards and computers that the comments of its file name
  public static var machinesNamed: Self { Self(.machinesNamed) }
  /// The devices that it is given, by the names written; unnamed ones by their number
  public static var gpuDevices: Self { Self(.gpuDevices) }
  /// The ports of the Services here that lead to it
  public static var servicePorts: Self { Self(.servicePorts) }
  /// The Compose profiles, one of which is needed to start it
  public static var profiles: Self { Self(.profiles) }
  /// Settings beside which a comment says why they are so: context, auth, gpu-layers, origins
  public static var explained: Self { Self(.explained) }
  /// Ports of the host that lead to it
  public static var hostPorts: Self { Self(.hostPorts) }
  /// The models that it serves, where all are known
  public static var models: Self { Self(.models) }
}
