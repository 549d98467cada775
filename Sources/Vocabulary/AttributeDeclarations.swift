// What each attribute is. One row an attribute: subjects, type, meaning.

extension Attribute {
  public var declaration: AttributeDeclaration {
    switch self {
    case .name:
      .init(
        [
          .model, .creation, .endpoint, .port, .modelUse, .load, .client, .server, .key, .machine, .device,
          .secret,
        ],
        .text,
        "The name users know it by")
    case .kind:
      .init(
        [.key, .client, .server, .secret, .model, .machine, .device], .text,
        "What sort it is: for a key instruction, parameter, variable or setting; for a client its program; for a machine what runs it: libvirt, Proxmox, LXC"
      )
    case .format: .init([.key], .text, "The program or file format whose key it is")
    case .count: .init([.key, .server], .integer(.count), "How many there are")
    case .context: .init([.server, .model], .integer(.tokens), "The context length that it sets itself")
    case .contextEffective:
      .init([.modelUse, .model], .integer(.tokens), "The context length that requests really get, and why")
    case .contextFallback:
      .init(
        [.modelUse], .integer(.tokens),
        "What the client asks for where neither it nor the model says a context length")
    case .contextDefaulted:
      .init(
        [.modelUse], .flag,
        "Whether the context that the client asks for, or counts on, is its own because nobody wrote one")
    case .contextElsewhere:
      .init([.modelUse], .integer(.tokens), "The context that another client here gets for the same model")
    case .contextStated: .init([.modelUse], .integer(.tokens), "The context length that the client counts on")
    case .contextTrained:
      .init([.modelUse, .model], .integer(.tokens), "The context length that the model was trained for")
    case .contextWanted:
      .init(
        [.modelUse, .model, .server], .integer(.tokens),
        "The context length that the work needs: 65536 for an agent, or all that the model was trained for; of a model or server, the most that its users need"
      )
    case .contextWantedFits:
      .init([.modelUse], .flag, "Whether the model would be wholly on the GPU with the context that it needs")
    case .contextDecidedBy:
      .init(
        [.modelUse], .word(["client", "model", "server", "default", "nobody"]),
        "Who decides the effective context")
    case .contextDecidedAt:
      .init([.modelUse], .text, "What decides the effective context: uses with the same value share its fate")
    case .contextOption: .init([.modelUse], .text, "A context option written where the client never sends it")
    case .contextTooSmall:
      .init([.modelUse], .flag, "Whether the effective context is below what the role needs")
    case .contextWasted:
      .init(
        [.modelUse], .flag, "Whether the client counts on less than half of the context that it gets")
    case .outputStated: .init([.modelUse, .model], .integer(.tokens), "The longest answer that is asked for")
    case .outputReserved:
      .init([.modelUse], .integer(.tokens), "What the client keeps free of the window for the answer")
    case .outputWanted:
      .init(
        [.modelUse, .model], .integer(.tokens), "A longest answer that leaves room for the prompt: a quarter")
    case .toolOutput:
      .init(
        [.modelUse], .integer(.count),
        "Bytes of the longest result of one tool that the client puts into the chat")
    case .toolOutputWanted:
      .init(
        [.modelUse], .integer(.count), "Bytes of a result that takes no more than a quarter of the context")
    case .promptTokens:
      .init(
        [.modelUse], .integer(.tokens), "About how many tokens the client's own instructions and tools take")
    case .promptCrowds:
      .init(
        [.modelUse], .flag, "Whether they and the longest answer take more than half of the context")
    case .systemTooLong:
      .init([.model], .flag, "Whether the system prompt takes more than a quarter of the context")
    case .renderer: .init([.model], .text, "RENDERER or PARSER, which take the place of the TEMPLATE")
    case .systemTokens:
      .init(
        [.model], .integer(.tokens),
        "About how many tokens the system prompt takes (a quarter of its characters)")
    case .base: .init([.model], .text, "What FROM names")
    case .baseKind:
      .init(
        [.model], .word(["name", "file", "directory", "unknown"]), "Whether FROM names a model or a path")
    case .baseExists:
      .init([.model], .flag, "Whether the path in FROM, ADAPTER or DRAFT is in the repository")
    case .baseProblem: .init([.model], .text, "Why the file in FROM cannot be used")
    case .known:
      .init(
        [.modelUse, .model], .word(["defined", "library", "unknown", "private", "cloud", "invalid"]),
        "Where the name leads: a Modelfile here, Ollama's library, or nowhere we know")
    case .suggestion: .init([.modelUse, .model, .key], .text, "The nearest name that exists")
    case .successor:
      .init([.modelUse], .text, "The model of the same family and size that took its place and does more")
    case .resembles:
      .init([.modelUse], .text, "The model made here that a name is built like, though nothing here makes it")
    case .origin: .init([.model], .text, "What ties the model's name to this file")
    case .tag: .init([.modelUse, .model], .text, "The tag as written")
    case .capabilities:
      .init(
        [.modelUse, .model], .list,
        "What the model can do: completion, tools, insert, vision, thinking, embedding")
    case .lacks: .init([.modelUse], .list, "Capabilities that its roles need and the model does not have")
    case .layers:
      .init([.modelUse, .model, .load], .integer(.count), "Layers of the model, the output layer included")
    case .gpuLayers: .init([.model], .integer(.count), "Layers forced onto the GPU by num_gpu")
    case .template: .init([.model], .text, "The TEMPLATE that the Modelfile brings itself")
    case .templateProblem: .init([.model], .text, "Why the TEMPLATE does not work")
    case .templateVariables: .init([.model], .list, "The variables that the TEMPLATE uses")
    case .stopsMissing:
      .init([.model], .list, "Markup that ends a turn in the TEMPLATE and is no stop string")
    case .stops: .init([.model], .list, "Stop strings")
    case .requires: .init([.model], .text, "The version in REQUIRES")
    case .requiresProblem: .init([.model], .text, "Why REQUIRES is no version")
    case .requiresNewerThan: .init([.model], .text, "The pinned server version that is older than REQUIRES")
    case .isCloud: .init([.modelUse, .model], .flag, "Whether the model runs on ollama.com")
    case .shadowedBy: .init([.model], .text, "The file or directory here that bears the name in FROM")
    case .usedAs: .init([.model], .list, "The roles that clients here give to the model")
    case .roles:
      .init(
        [.modelUse, .load], .list,
        "What the client uses it for: agent, chat, edit, autocomplete, embed, title")
    case .api:
      .init(
        [.modelUse, .endpoint], .word(["native", "openai", "anthropic"]), "The API that the client speaks")
    case .provider: .init([.modelUse], .text, "The provider entry it belongs to")
    case .tools: .init([.modelUse], .flag, "Whether the client offers tools to it")
    case .toolsOffered:
      .init([.modelUse], .flag, "Whether the client offers tools to a model of this name by itself")
    case .images: .init([.modelUse], .flag, "Whether the client sends images to it")
    case .status:
      .init(
        [.key, .modelUse],
        .word([
          "known", "unknown", "misspelt", "deprecated", "removed", "ignored", "foreign", "misplaced",
          "duplicate", "invented",
        ]), "Standing of a key: does the program read it")
    case .replacement: .init([.key, .secret], .text, "What to write instead")
    case .telemetry: .init([.client], .text, "A setting that sends data away")
    case .defaultModel: .init([.client], .text, "The model that a chat UI offers first")
    case .engine:
      .init([.server, .endpoint], .word(["docker", "podman"]), "The container engine of a command line")
    case .example: .init([.server, .client, .machine, .device], .flag, "Whether it stands in documentation")
    case .temporary: .init([.server], .flag, "Whether the container is removed when it ends")
    case .gpuFix: .init([.server], .text, "The GPU request as it should be written")
    case .isPublic: .init([.endpoint], .flag, "Whether the host is one of the public internet")
    case .vulkan: .init([.server], .flag, "Whether OLLAMA_VULKAN is set on or off")
    case .topology:
      .init(
        [.server, .client, .machine], .word(["native", "container", "vm", "lxc", "pod", "image"]),
        "What it runs in; an image runs nowhere yet")
    case .image: .init([.server, .client], .text, "The container image, without its tag")
    case .imageTag: .init([.server], .text, "The tag of the image")
    case .version: .init([.server], .text, "The version of Ollama that the tag pins")
    case .gpu:
      .init([.server], .word(["none", "all", "some", "unknown"]), "Which GPUs the container is given")
    case .gpuProblem: .init([.server], .text, "Why the engine refuses or ignores the GPU request")
    case .gpuVendor: .init([.server], .word(["nvidia", "amd", "intel", "dri", "any"]), "Whose GPU is passed")
    case .gpuDevices:
      .init(
        [.server], .list, "The devices that it is given, by the names written; unnamed ones by their number")
    case .cardProblem: .init([.server], .text, "The machine's card, where the image has no code for it")
    case .imageVendor: .init([.server], .word(["nvidia", "amd"]), "Whose GPU the image supports")
    case .gpuIntended:
      .init([.server, .machine], .text, "A comment, profile or sibling that says why there is no GPU here")
    case .variant:
      .init([.server], .text, "What says that it is one of several variants, each for other hardware")
    case .gpuTaken: .init([.server], .text, "What keeps the GPU of its host from it")
    case .gpuTakenSurely:
      .init([.server], .flag, "Whether no other GPU is left to it; the host may have a second card otherwise")
    case .maxLoaded:
      .init([.server], .integer(.count), "How many models it keeps loaded (OLLAMA_MAX_LOADED_MODELS)")
    case .usedTogether:
      .init([.server], .integer(.count), "How many models one client wants loaded at the same time")
    case .cacheTypeIgnored:
      .init(
        [.server], .flag, "Whether its version leaves the KV cache at f16 unless flash attention is asked for"
      )
    case .parallel: .init([.server], .integer(.count), "Requests served at once (OLLAMA_NUM_PARALLEL)")
    case .kvCacheType: .init([.server], .text, "Type of the KV cache (OLLAMA_KV_CACHE_TYPE)")
    case .flashAttention: .init([.server], .flag, "Whether flash attention is set on or off")
    case .keepAlive:
      .init([.server], .integer(.seconds), "How long a model stays loaded; negative is for ever")
    case .hostAddress: .init([.server], .text, "The address that OLLAMA_HOST binds")
    case .origins: .init([.server], .list, "Browser origins that may call the API")
    case .modelVolume: .init([.server, .client], .text, "What the model or data directory is mounted from")
    case .volumeElsewhere:
      .init(
        [.server], .text, "The mount on the image's own directory of models, though OLLAMA_MODELS is another")
    case .modelsDirectory: .init([.server, .client], .text, "Where models are kept inside the container")
    case .restart: .init([.server], .text, "Restart policy")
    case .command: .init([.server], .text, "The command that replaces the image's")
    case .commandProblem: .init([.server], .text, "Why the command does not start a server")
    case .healthCheck: .init([.server], .text, "The health check as written")
    case .healthCheckTool:
      .init([.server], .text, "A program that the health check needs and the image lacks")
    case .healthProblem: .init([.server], .text, "Why the health check says nothing about the server")
    case .healthAwaited: .init([.server], .flag, "Whether something waits for the server to be healthy")
    case .noCloud: .init([.server], .flag, "Whether OLLAMA_NO_CLOUD is set")
    case .serves: .init([.server], .list, "The roles of all models that clients here use on it")
    case .exposed:
      .init(
        [.server, .port, .client], .word(["no", "lan", "public", "unknown"]),
        "Who can reach it besides this machine")
    case .vulnerability: .init([.server], .text, "A published vulnerability of the pinned version")
    case .memoryLimit: .init([.server], .integer(.bytes), "RAM that the container may use")
    case .cpuLimit: .init([.server], .number, "Processors that the container may use")
    case .threads:
      .init([.server], .integer(.count), "Threads that the engine computes with (LLAMA_ARG_THREADS)")
    case .threadsUnset: .init([.server], .flag, "Whether nothing here says with how many threads to compute")
    case .privileged: .init([.server], .flag, "Whether the container may do on its host whatever it likes")
    case .groupMissing:
      .init([.server], .text, "A group that the container is put into and its image does not have")
    case .integratedGPU: .init([.server], .flag, "Whether integrated GPUs are let in (OLLAMA_IGPU_ENABLE)")
    case .integratedCard:
      .init(
        [.server], .text,
        "The machine's only card, an integrated one that Ollama leaves out unless told otherwise")
    case .memoryNeeded:
      .init(
        [.load], .integer(.bytes),
        "GPU memory that the model wants with its context, so that nothing of it runs on the processor")
    case .memoryAvailable:
      .init(
        [.load], .integer(.bytes), "Memory of the machine's GPUs, less what the engine leaves free of it")
    case .memoryFit:
      .init(
        [.load], .word(["entirely", "partly", "no"]),
        "Whether it is wholly on the GPU, partly, or does not load at all")
    case .memoryInRAM: .init([.load], .integer(.bytes), "What of it lies in RAM")
    case .memoryRAM: .init([.load], .integer(.bytes), "RAM of the machine it runs on")
    case .memorySpilled:
      .init([.load], .integer(.count), "Per cent of its weights that run on the processor")
    case .memorySpilledBytes:
      .init([.load], .integer(.bytes), "Weights that run on the processor")
    case .memoryContext:
      .init([.load], .integer(.tokens), "The context length that the estimate is for")
    case .memoryFitsSmall:
      .init([.load], .flag, "Whether it would be wholly on the GPU with 4096 tokens of context")
    case .memoryFitsQuantized:
      .init([.load], .flag, "Whether it would be wholly on the GPU with a KV cache of q8_0")
    case .memoryFitsSingle:
      .init([.load], .flag, "Whether it would be wholly on the GPU with one request at a time")
    case .memoryAlternative:
      .init([.load], .text, "The largest smaller size of the same model that fits wholly")
    case .contextLargest:
      .init([.load], .integer(.tokens), "The largest context that is wholly on the GPU")
    case .contextLargestQuantized:
      .init([.load], .integer(.tokens), "The same with a KV cache of q8_0")
    case .gpuLayersFitting:
      .init([.load], .integer(.count), "Layers that Ollama itself would put onto the GPU")
    case .parameters: .init([.load], .integer(.count), "Weights of the model")
    case .isMixture: .init([.load], .flag, "Whether it is a mixture of experts")
    case .speed: .init([.load], .text, "Tokens per second when answering, as a range")
    case .machineName: .init([.load], .text, "The GPUs of the machine it runs on")
    case .togetherFits:
      .init([.load], .flag, "Whether it stays loaded beside the client's other model")
    case .togetherNeeded:
      .init([.load], .integer(.bytes), "GPU memory that the client's models want together")
    case .togetherWith: .init([.load], .text, "The client's other model")
    case .baseHasTemplate:
      .init([.model], .flag, "Whether the file of weights brings a chat template")
    case .baseFile: .init([.model], .text, "The weights file in FROM, from the root")
    case .unit: .init([.server], .text, "The systemd unit that starts it")
    case .includedBy:
      .init([.server], .text, "The Compose file that its own file is a part of, from the root")
    case .updateStrategy:
      .init([.server], .text, "How a Deployment replaces its pods, where one alone has room")
    case .servicePorts:
      .init([.server], .list, "The ports of the Services here that lead to it")
    case .serviceUndefined:
      .init([.endpoint], .flag, "Whether it is called by the name of a Service that no manifest here defines")
    case .workload:
      .init([.server], .text, "What runs it in a cluster, as kubectl takes it: deployment/ollama")
    case .namespace: .init([.server], .text, "The namespace that its manifest names")
    case .editedInPlace:
      .init([.server], .list, "Variables set in the unit that Ollama's installer wrote and overwrites")
    case .protectHome:
      .init(
        [.server], .word(["yes", "no", "read-only", "tmpfs"]),
        "How the unit keeps /home, /root and /run/user from it")
    case .writablePaths: .init([.server], .list, "Paths that the unit lets it write to (ReadWritePaths)")
    case .autoUpdate:
      .init([.server], .word(["registry", "local"]), "Where newer images are fetched from by themselves")
    case .vram: .init([.machine], .integer(.bytes), "Memory of its GPUs")
    case .ram: .init([.machine], .integer(.bytes), "Its RAM")
    case .os:
      .init(
        [.machine, .server, .client], .word(["linux", "macos", "windows", "unknown"]), "Its operating system")
    case .vendor:
      .init(
        [.machine, .server], .word(["nvidia", "amd", "intel", "apple", "none", "unknown"]), "Whose GPU it has"
      )
    case .purpose: .init([.machine], .text, "What says that models run in it")
    case .cpu: .init([.machine], .text, "The processor that its guest is shown: a model, or host-passthrough")
    case .cpuHasAVX: .init([.machine], .flag, "Whether that processor has AVX")
    case .cpuProblem:
      .init(
        [.machine], .word(["default", "model", "disabled"]),
        "Why it has none: nothing is chosen, an old or least common model is, or AVX is taken away")
    case .cpuFeature: .init([.machine], .text, "The feature that is taken away from the processor")
    case .cpuWanted: .init([.machine], .text, "What shows the guest the host's own processor")
    case .machineType: .init([.machine], .text, "The board that is emulated: pc-q35-9.0, pc-i440fx-9.0")
    case .machineTypeWanted: .init([.machine], .text, "The board that has PCI Express")
    case .isPCIe: .init([.machine], .flag, "Whether the board has PCI Express")
    case .passesDevices:
      .init([.machine], .flag, "Whether it is given a PCI or mediated device, which may be a GPU")
    case .ramLeast: .init([.machine], .integer(.bytes), "The RAM that its guest may be left with")
    case .balloon: .init([.machine], .text, "The memory balloon as written")
    case .balloonWanted: .init([.machine], .text, "How to write that there is no memory balloon")
    case .hidesHypervisor: .init([.machine], .flag, "Whether its guest is not told that it runs on KVM")
    case .nvidiaMissing:
      .init([.machine], .list, "Device files of the NVIDIA driver that CUDA needs and that are not passed")
    case .nvidiaStyle:
      .init(
        [.machine], .word(["device", "mount", "mount-denied"]),
        "How device files are passed: by devN, by mounts whose use is allowed, or by mounts alone")
    case .nvidiaRuntime:
      .init([.machine], .flag, "Whether the libraries of NVIDIA's driver are brought along with its card")
    case .ramNeeded: .init([.machine], .integer(.bytes), "What the largest model in it keeps in RAM")
    case .iommu:
      .init(
        [.machine], .word(["on", "off", "unset"]),
        "What the kernel's command line says of the IOMMU, without which no device can be given to a guest")
    case .vfioDevices:
      .init([.machine], .list, "Devices that vfio-pci takes from the host's drivers, as vendor:device")
    case .vfioUsed: .init([.machine], .flag, "Whether files here give the host's devices to virtual machines")
    case .driversBlocked: .init([.machine], .list, "Drivers that the host is told not to load")
    case .cpuVendor: .init([.machine], .word(["intel", "amd"]), "Who made the host's processor")
    case .cgroupDriver:
      .init(
        [.machine], .word(["systemd", "cgroupfs"]), "What keeps the control groups of the host's containers")
    case .gpuContainer: .init([.machine], .text, "A container on the host that is given NVIDIA's GPUs")
    case .managed: .init([.device], .flag, "Whether libvirt takes the device from the host by itself")
    case .bound: .init([.device], .text, "The file here that takes the device from the host")
    case .siblingMissing:
      .init([.device], .text, "The function of the same card that is left with the host")
    case .demandsPCIe: .init([.machine], .flag, "Whether a device is to be put onto PCI Express")
    case .value: .init([.key], .text, "The value as written")
    case .problem:
      .init(
        [.key, .endpoint, .port],
        .word([
          "type", "range", "not-an-integer", "disables-gpu", "loopback", "bad-port", "bad-target",
          "not-a-number",
          "decimal-comma", "means-true", "seconds", "unparsable", "quoted", "unset", "path-missing",
          "path-extra", "port-80", "wildcard-client", "unknown-word", "spacing", "inline-comment", "empty",
          "placeholder", "syntax", "misplaced", "scheme", "scheme-extra", "outdated", "incomplete", "conflict",
          "missing-file", "blob", "remote", "responses-api", "too-short", "unreached", "bad-origin",
          "cgroup-v1",
          "changing-major", "not-text", "detour", "matches-nothing", "no-assignment",
          "unreachable", "relative", "not-expanded", "other-user", "not-passed", "foreign-target", "unread", "several", "image-taken", "other-family", "missing-tool", "too-low", "shards", "projector", "as-modelfile", "other-group", "idmap",
          "broken-line", "misnamed", "old-form", "too-high", "never-starts", "no-target", "no-home", "rolling", "target-port", "unresolved", "stale-port", "not-its-own", "discarded", "unknown-key", "undefined",
          "dollar", "swarm", "as-bind", "too-early", "ends-early",
        ]), "What is wrong with the value")
    case .corrected: .init([.key, .endpoint], .text, "The value as it was probably meant")
    case .since: .init([.key], .text, "The first version that reads it")
    case .newerThan:
      .init([.key], .text, "The version that a server here is pinned to and that does not know the key yet")
    case .removedIn: .init([.key], .text, "The first version that no longer reads it")
    case .consequence: .init([.key], .text, "What the program makes of it as it stands")
    case .overridden:
      .init([.key], .text, "What takes the place of the parameter in every request of the clients here")
    case .expected: .init([.key, .endpoint], .text, "What the program expects, as in 'expects digits only'")
    case .program: .init([.key], .text, "The other program that reads the variable")
    case .contextSent:
      .init([.modelUse], .integer(.tokens), "The context length that the client sends with every request")
    case .isOllama: .init([.modelUse, .client], .flag, "Whether the server behind it is Ollama")
    case .network:
      .init([.server, .endpoint], .text, "The network of its own that a container started by hand joins")
    case .sharesHostNetwork:
      .init([.endpoint, .server, .client], .flag, "Whether the container shares the network of its host")
    case .environmentUnknown: .init([.server], .flag, "Whether variables come from a file that is not here")
    case .aliases:
      .init([.server, .machine], .list, "Other names and addresses that it has on its network")
    case .dockerSocket: .init([.client], .flag, "Whether the Docker socket is mounted into it")
    case .auth: .init([.client], .flag, "Whether users must sign in")
    case .weakSecret: .init([.client], .flag, "Whether its secret key is empty or a published example")
    case .installs: .init([.client], .list, "Programs that a dev container installs, so that they run in it")
    case .mounts: .init([.client], .list, "Files and folders of the repository that its container sees")
    case .startsBefore: .init([.client], .text, "The server that it does not wait for to be healthy")
    case .modelfile: .init([.creation], .text, "The file that `ollama create` reads")
    case .address: .init([.port], .text, "The host address it is published on")
    case .portWanted:
      .init(
        [.port], .integer(.port),
        "The port that the program in the container listens on, where it leads to another")
    case .hostPort: .init([.port], .integer(.port), "The port on the host")
    case .port: .init([.port, .endpoint, .server], .integer(.port), "The port it leads to")
    case .host: .init([.endpoint], .text, "The host in the URL")
    case .path: .init([.endpoint], .text, "The path in the URL")
    case .url: .init([.endpoint], .text, "The URL as written")
    case .scheme: .init([.endpoint], .text, "The scheme of the URL")
    case .reach:
      .init(
        [.endpoint], .word(["served", "closed", "unserved", "here", "elsewhere", "itself", "unknown"]),
        "Whether something in these files answers there; closed is a server that listens for its own computer alone"
      )
    case .wantedPath: .init([.endpoint], .text, "The path that this client needs")
    case .wantedHost: .init([.endpoint], .text, "The host that reaches the server from where the client runs")
    case .from: .init([.endpoint], .word(["host", "container", "vm"]), "Where the client runs")
    case .otherHosts: .init([.port], .flag, "Whether files here reach this port from another machine")
    case .isBuiltIn:
      .init([.endpoint], .flag, "Whether the client takes this address because nobody wrote one")
    case .needsHostGateway:
      .init([.client], .flag, "Whether host.docker.internal is used on Linux without extra_hosts")
    case .shown: .init([.secret], .text, "As much of the secret as may be printed")
    }
  }
}
