import Knowledge
import Vocabulary

/// What a server of models needs of its host: a GPU, and shared memory for several.
extension ContainerSpec {
  func hardwareMistakes(_ engine: EngineImage) -> [Fact] {
    [
      withoutGPU(engine), smallSharedMemory(engine), unseenDevice, unreadableDevices(engine), tooManyRanks(engine), layersKeptOff(engine),
      withoutBackend(engine), otherVendor(engine), emptyOverride,
    ]
    .compactMap { $0 }
  }

  /// `-ngl 0` in addition to a GPU that is requested: every layer stays on the CPU (ggml-org/llama.cpp, `tools/server/README.md`).
  private func layersKeptOff(_ engine: EngineImage) -> Fact? {
    let names = ["-ngl", "--gpu-layers", "--n-gpu-layers", "LLAMA_ARG_N_GPU_LAYERS"]
    guard engine.name == EngineImage.llamaServer, gpu.access != nil, gpu.access != .noGPU, gpu.problem == nil,
      let (text, at) = placedSetting(names), text == "0"
    else { return nil }
    return engineFact("engine-layers", .tooLow, name: "-ngl", value: text, at: at)
  }

  /// AMD's devices for an image that only computes with CUDA.
  private func otherVendor(_ engine: EngineImage) -> Fact? {
    guard engine.vendor(of: image.name) == "nvidia", image.build == nil, !image.hasUnknownTag, isOwn(gpu.at), entrypoint == nil,
      gpu.problem == nil, gpu.access != .noGPU, let given = gpu.vendor, [.amd, .intel, .dri].contains(given)
    else { return nil }
    return engineFact(
      "engine-vendor", .otherFamily, name: shownName, value: given.rawValue, counterpart: engine.name, at: gpu.at)
  }

  /// A GPU for an image of llama.cpp that is built for the CPU (ggml-org/llama.cpp, docs/docker.md).
  private func withoutBackend(_ engine: EngineImage) -> Fact? {
    guard engine.name == EngineImage.llamaServer, image.name.repository.hasPrefix("ghcr.io/ggml-org/"), image.build == nil,
      !image.hasUnknownTag, isOwn(image.at), let corrected = image.name.tag.flatMap(tagForGPU)
    else { return nil }
    return setting(
      ["image"], name: shownName, value: image.name.repository + ":" + (image.name.tag ?? ""), kind: "image-backend",
      problem: .otherFamily, corrected: "\(image.name.repository):\(corrected)", at: image.at)
  }

  /// The tag of llama.cpp's image that can use the GPU of the container; `nil` where a tag has a backend, or there is no GPU.
  func tagForGPU(_ tag: String) -> String? {
    let parts = tag.split(separator: "-")
    guard gpu.access != nil, gpu.access != .noGPU, gpu.problem == nil, let program = parts.first, ["server", "full"].contains(program),
      parts.count == 1 || parts.count == 2 && parts[1].first == "b" && parts[1].dropFirst().allSatisfy(\.isNumber)
    else { return nil }
    let backend: Substring? =
      switch gpu.vendor {
      case .nvidia: "cuda"
      case .amd: "rocm"
      case .dri, .intel: "vulkan"
      default: nil
      }
    return backend.map { ([program, $0] + parts.dropFirst()).joined(separator: "-") }
  }

  /// A card that a variable selects and the container does not have.
  private var unseenDevice: Fact? {
    guard let cards, let variable = environment.last("CUDA_VISIBLE_DEVICES"), isOwn(variable.at),
      let value = variable.value, let fault = VisibleDevices.fault(of: value, among: cards)
    else { return nil }
    return engineFact(
      "engine-devices", fault.isOther ? .otherCard : .notPassed, name: variable.name, value: value,
      consequence: fault.text, counterpart: fact.text(.name) ?? "the container", at: variable.at)
  }

  /// `CUDA_VISIBLE_DEVICES=all`: a list that the driver cannot read.
  private func unreadableDevices(_ engine: EngineImage) -> Fact? {
    ["CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES"].lazy.compactMap { name -> Fact? in
      guard let variable = environment.last(name), isOwn(variable.at), let value = variable.value,
        let problem = OllamaVariable.named(name)?.problem(with: value), problem.kind == .unparsable
      else { return nil }
      var fact = SettingFact.of(
        variable, kind: "variable", format: format, owner: id, hasValue: true, problem: .unparsable, corrected: problem.corrected,
        counterpart: engine.name)
      fact.infer(.expected, .text(problem.expected))
      if let from = variable.fallbackOf { fact.infer(.fromVariable, .text(from)) }
      return fact
    }.first
  }

  /// A model that is spread over more GPUs than the container has, or sees.
  private func tooManyRanks(_ engine: EngineImage) -> Fact? {
    guard let (text, at) = placedSetting(engine.parallelOptions), let ranks = Int(text), ranks > 1 else { return nil }
    let visible = environment.last("CUDA_VISIBLE_DEVICES")?.value.flatMap { value -> Int? in
      let named = value.split(separator: ",")
      return !named.isEmpty && named.allSatisfy { Int($0) != nil || $0.hasPrefix("GPU-") } ? named.count : nil
    }
    let given = cards.flatMap { names in names.allSatisfy { Int($0) != nil || $0.hasPrefix("GPU-") } ? names.count : nil }
    // Several machines together have more than this container.
    guard !arguments.contains(where: { $0.text == "ray" || $0.text?.hasPrefix("--nnodes") == true || $0.text == "--dist-init-addr" }),
      let cards = [given, visible].compactMap({ $0 }).min(), cards > 0, cards < ranks
    else { return nil }
    return engineFact(
      "engine-parallel", .tooHigh, name: engine.name, value: text, counterpart: String(cards), at: at)
  }

  /// A server that does not start without a GPU, or an image that was chosen for one, in a container that is given none.
  private func withoutGPU(_ engine: EngineImage) -> Fact? {
    guard gpu.isAbsent, gpu.omitted == nil, !hasUnknownParts, image.build == nil, !image.hasUnknownTag,
      !isHelper
    else { return nil }
    let tag = image.name.tag ?? ""
    let isNeeded: Bool
    switch engine.need {
    case .none: return nil
    case .gpu(let except):
      let whole = (image.name.repository + ":" + tag).lowercased()
      if except.contains(where: whole.contains) { return nil }
      isNeeded = true
    case .tagged(let words):
      guard words.contains(where: tag.lowercased().contains) else { return nil }
      isNeeded = false
    }
    if command?.value?.contains(where: { $0.contains("device") && $0.contains("cpu") }) == true { return nil }
    // TGI's README: this is what makes it run on a CPU.
    if arguments.contains(where: { $0.text == "--disable-custom-kernels" })
      || environment.last("DISABLE_CUSTOM_KERNELS").map({ $0.value?.lowercased() != "false" }) == true
    {
      return nil
    }
    // `/opt/tabby/bin/tabby-cpu`, a script of one's own for CPUs.
    if entrypoint?.contains(where: { $0.contains("cpu") }) == true { return nil }
    return engineFact(
      "engine-gpu", .notPassed, name: shownName, counterpart: engine.name,
      expected: isNeeded ? "needed" : nil, at: image.at)
  }

  var shownName: String {
    let name = fact.text(.name) ?? "the container"
    return name == "the container" ? name : "container `\(name)`"
  }

  /// What asks for help or a version and ends.
  private var isHelper: Bool {
    (command?.value ?? []).contains { ["--help", "-h", "--version", "download-weights"].contains($0) }
  }

  /// Multiple GPUs exchange data through shared memory. A container has 64 MiB by default.
  private func smallSharedMemory(_ engine: EngineImage) -> Fact? {
    guard !hasSharedMemory, !hasUnknownParts, environment.isComplete, !engine.parallelOptions.isEmpty,
      !mounts.contains(where: { $0.target.map { $0.hasPrefix("/dev/shm") } ?? true }),
      !EngineOption.handsSharedMemory(arguments), environment.last("NCCL_SHM_DISABLE")?.value != "1",
      let (text, at) = placedSetting(engine.parallelOptions), let number = Int(text), number > 1
    else { return nil }
    return engineFact(
      "engine-memory", .tooLow, name: engine.name, value: text, at: at)
  }

  /// The value of an option or a variable where it is known, with its place.
  func placedSetting(_ names: [String]) -> (String, SourceRange)? {
    for name in names {
      if let variable = environment.last(name), let value = variable.value, isOwn(variable.at) {
        return (value, variable.at)
      }
      for (index, word) in arguments.enumerated().reversed() {
        guard let text = word.text.map(EngineOption.hyphenated) else { continue }
        if text.hasPrefix(name + "=") { return (String(text.dropFirst(name.utf8.count + 1)), word.at) }
        if text == name, index + 1 < arguments.count {
          return arguments[index + 1].text.map { ($0, word.at) }
        }
        // In one argument, which is a finding of its own.
        if let parts = EngineOption.joined(text), parts.option == name { return (parts.value, word.at) }
      }
    }
    return nil
  }
}

extension EngineOption {
  /// Whether the words that the server is handed hold what was meant to give it shared memory.
  static func handsSharedMemory(_ words: [CommandWord]) -> Bool {
    words.contains { word in ["--shm-size", "--ipc"].contains { word.raw.hasPrefix($0) } }
  }
}
