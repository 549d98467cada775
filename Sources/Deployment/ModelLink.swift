import Knowledge
import Memory
import Syntax
import Vocabulary
import Wording

/// Which Modelfile a model's name stands for.
enum ModelLink {
  /// Gives each Modelfile its name: what `ollama create` in a script calls it, else the custom of its file name.
  static func nameModels(_ draft: inout Draft) {
    var byModel: [FactID: FactID] = [:]
    var byPath: [String: [FactID]] = [:]
    for id in draft.ids(.creation) {
      guard let creation = draft.facts[id], creation.text(.name) != nil else { continue }
      if let model = creation.related[.model], byModel[model] == nil { byModel[model] = id }
      if let path = creation.text(.modelfile) { byPath[path, default: []].append(id) }
    }
    for id in draft.ownIDs(.model) {
      let commands = id.document.embedding.isEmpty ? byPath[id.document.path] ?? [] : []
      let own = commands.first { draft.scopes.areSame($0.document, id.document) }
      if let creation = [own, byModel[id]].compactMap({ $0 }).min().flatMap({ draft.facts[$0] }),
        let name = creation.text(.name)
      {
        let reason = Reason("this command creates it", at: creation.range)
        draft[id].infer(.name, name, because: [reason])
        draft[id].infer(.origin, .created, because: [reason])
      } else if let name = customaryName(of: id.document) {
        let reason = Reason("the file name says so", at: draft.facts[id]?.range)
        draft[id].infer(.name, .text(name), because: [reason])
        draft[id].infer(.origin, .customary)
      }
    }
  }

  /// `Modelfile.coder`, `coder.modelfile` and `coder/Modelfile` are models named `coder`.
  static func customaryName(of document: DocumentID) -> String? {
    guard document.embedding.isEmpty else { return nil }
    let parts = document.path.split(separator: "/")
    guard let file = parts.last else { return nil }
    let lower = file.lowercased()
    if lower == "modelfile" { return parts.count > 1 ? String(parts[parts.count - 2]) : nil }
    for prefix in ["modelfile.", "modelfile-", "modelfile_"] where lower.hasPrefix(prefix) {
      return String(file.dropFirst(prefix.count))
    }
    for suffix in [".modelfile", "-modelfile", "_modelfile"] where lower.hasSuffix(suffix) {
      return String(file.dropLast(suffix.count))
    }
    return nil
  }

  /// Ties each use, and each FROM, to the Modelfile or the library entry that its name stands for.
  static func tieUses(_ draft: inout Draft) {
    let naming = ModelNaming(draft)
    let definitions = ModelDefinitions(draft)
    let others = OtherServers(draft)
    for id in draft.ownIDs(.modelUse) + draft.ownIDs(.model) {
      guard let fact = draft.facts[id] else { continue }
      let isUse = id.subject == .modelUse
      if !isUse, fact[.baseKind] != .name { continue }
      guard let written = fact.text(isUse ? .name : .base) else { continue }
      guard let name = ModelName(written) else {
        // A proxy's route for every name of a form: `ollama/*`.
        if written.contains("*") { continue }
        draft[id].infer(.known, ModelPlaceholder.stands(written) ? .placeholder : .invalid)
        if id.document.isExample { draft[id].infer(.example, .flag(true)) }
        continue
      }
      draft[id].infer(.isCloud, .flag(name.isCloud))
      if let tag = name.tag { draft[id].infer(.tag, .text(tag)) }
      let isAnothers = isUse && others.serve(fact, draft)
      if !isAnothers, let model = definitions.model(for: name, usedBy: id).flatMap({ draft.facts[$0] }) {
        draft[id].infer(
          .known, .defined, because: [Reason("it is defined here", at: model.range)])
        draft[id].related[.model] = model.id
      } else {
        describe(name, id, naming, definitions, &draft)
      }
    }
    inherit(&draft)
  }

  private static func describe(
    _ name: ModelName, _ id: FactID, _ naming: ModelNaming, _ definitions: ModelDefinitions,
    _ draft: inout Draft
  ) {
    if name.isCloud {
      draft[id].infer(.known, .cloud)
      return
    }
    let known = draft.surroundings.names[name]
    switch known.entry {
    case .model(let model), .variant(let model):
      // The weights are the library's, the parameters are not.
      draft[id].infer(.known, known.isMadeForContext ? .unknown : .library)
      adopt(model, id, &draft)
      if id.subject == .model, name.tag == nil || name.tag == "latest" {
        draft[id].infer(.suggestion, .text("\(model.name):\(model.tag)"))
      }
      if id.subject == .modelUse, let later = known.successor {
        draft[id].infer(.successor, .text(later))
      }
    case .unknownTag(let tags):
      draft[id].infer(.known, .unknown)
      // Only a size that the model never had is surely wrong: other tags may be newer than the table.
      if let tag = name.tag, tags.contains(tag.lowercased() + "b") {
        draft[id].infer(.suggestion, .text("\(name.model):\(tag.lowercased())b"))
      } else if let tag = name.tag?.lowercased(), tag != "latest", tag.first == "l", Nearest.match(tag, among: ["latest"]) != nil {
        draft[id].infer(.suggestion, .text("\(name.model):latest"))
      } else if let same = known.sameParts {
        draft[id].infer(.suggestion, .text(same))
      } else if let tag = name.tag, isQuantization(tag) {
        // It says how the weights are stored, and not which.
        let sizes = tags.filter { isSize($0) }.sorted { size($0) < size($1) }
        if !sizes.isEmpty, !tags.contains("latest") || sizes.count > 1 { draft[id].infer(.sizes, .texts(sizes)) }
      } else if let tag = name.tag, isSize(tag) {
        let sizes = tags.filter { isSize($0) }
        let nearest = nearestSize(tag, sizes)
        if sizes.isEmpty { return }
        // Suggest only a size between half and twice the requested one; others are a different model. If the same file also
        // uses the nearest size, this name means something else.
        let meant = "\(name.model):" + nearest
        if (0.5...2).contains(size(nearest) / max(size(tag), 0.001)), !known.isSizeElsewhere,
          !naming.isUsed(meant, beside: id)
        {
          draft[id].infer(.suggestion, .text(meant))
        } else {
          draft[id].infer(.sizes, .texts(sizes.sorted { size($0) < size($1) }))
        }
      }
    case .unknownName where ModelPlaceholder.stands(name.shortened):
      draft[id].infer(.known, .placeholder)
      if id.document.isExample { draft[id].infer(.example, .flag(true)) }
    case .unknownName(let inLibrary):
      if let meant = behindPrefix(name), isThere(meant, id, definitions, draft) {
        draft[id].infer(.known, .unknown)
        draft[id].infer(.suggestion, .text(meant.shortened))
        return
      }
      if let meant = meantBySlash(name) {
        draft[id].infer(.known, .unknown)
        draft[id].infer(.suggestion, .text(meant))
        return
      }
      if let meant = meantByHuggingFace(name) {
        draft[id].infer(.known, .unknown)
        draft[id].infer(.suggestion, .text(meant))
        return
      }
      draft[id].infer(.known, name.isLibrary ? .unknown : .private)
      // Any name may be one of those.
      if id.subject == .modelUse, naming.isUnclear(around: id.document, in: draft) { return }
      let defined = nearestDefined(name, id, definitions)
      if defined == nil, name.isLibrary,
        let near = naming.resembled(by: name, of: id, in: draft)
      {
        let reason = Reason("\(near.name) is created here", at: near.at)
        draft[id].infer(.resembles, .text(near.name), because: [reason])
      } else if defined == nil, known.sameParts == nil || name.tag == "latest", isBuild(name, near: inLibrary) {
        // A build of one's own, named for what it is made from, as `ollama list` shows it.
      } else if defined == nil, let same = known.sameParts {
        draft[id].infer(.suggestion, .text(same))
      } else if let nearest = defined ?? inLibrary.map({ existing($0, tag: name.tag) }) {
        draft[id].infer(.suggestion, .text(nearest))
      }
    }
  }

  /// The name after the prefix by which LiteLLM and others say that a model is Ollama's: `ollama/qwen3:8b`,
  /// `ollama_chat/qwen3:8b`, `ollama:qwen3`. Ollama itself knows no such prefix.
  private static func behindPrefix(_ name: ModelName) -> ModelName? {
    guard name.host == nil else { return nil }
    if let namespace = name.namespace {
      guard namespace == "ollama" || namespace == "ollama_chat" else { return nil }
      return ModelName(name.model + (name.tag.map { ":" + $0 } ?? ""))
    }
    return name.model == "ollama" ? name.tag.flatMap(ModelName.init) : nil
  }

  /// `qwen3:8b` for `qwen3/8b`.
  private static func meantBySlash(_ name: ModelName) -> String? {
    guard name.host == nil, name.tag == nil, let model = name.namespace, isSize(name.model.lowercased()),
      let meant = ModelName(model + ":" + name.model.lowercased()),
      case .model = ModelCatalogue.standard.look(up: meant)
    else { return nil }
    return meant.shortened
  }

  private static func isThere(
    _ name: ModelName, _ id: FactID, _ definitions: ModelDefinitions, _ draft: Draft
  ) -> Bool {
    if definitions.model(for: name, usedBy: id) != nil { return true }
    switch draft.surroundings.names[name].entry {
    case .model, .variant: return true
    case .unknownTag, .unknownName: return false
    }
  }

  /// The library's model for the name of a repository on Hugging Face, `Qwen/Qwen2.5-Coder-7B-Instruct`, which names no
  /// model of ollama.com: these makers publish there under no namespace.
  /// Names under which Hugging Face has files for llama.cpp, and Ollama's registry none.
  private static let quantizers: Set<String> = [
    "unsloth", "bartowski", "TheBloke", "mradermacher", "lmstudio-community", "ggml-org", "MaziyarPanahi",
    "QuantFactory", "ggml-model", "NousResearch",
  ]

  private static let makerNames: Set<String> = [
    "Qwen", "meta-llama", "mistralai", "deepseek-ai", "google", "microsoft", "codellama", "ibm-granite",
    "openai", "nvidia", "allenai", "zai-org", "HuggingFaceTB", "LiquidAI", "moonshotai",
  ]

  private static func meantByHuggingFace(_ name: ModelName) -> String? {
    if let namespace = name.namespace, name.host == nil, name.model.hasSuffix("-GGUF"),
      Self.quantizers.contains(namespace)
    {
      return "hf.co/\(namespace)/\(name.model)" + (name.tag.map { ":" + $0 } ?? "")
    }
    guard name.host == nil, name.tag == nil, let namespace = name.namespace, Self.makerNames.contains(namespace) else {
      return nil
    }
    return ModelName(name.model).flatMap { ModelCatalogue.standard.sameParts(as: $0) }
  }

  /// A model of the library with a tag that it has: the one written, or the nearest size.
  private static func existing(_ model: String, tag: String?) -> String {
    guard let tag, let name = ModelName(model + ":" + tag) else { return model }
    switch ModelCatalogue.standard.look(up: name) {
    case .model, .variant: return model + ":" + tag
    case .unknownTag(let known) where isSize(tag) && known.contains(where: isSize):
      return model + ":" + nearestSize(tag, known.filter(isSize))
    case .unknownTag, .unknownName: return model
    }
  }

  /// Whether a name is a library model's with a word after it, `deepseek-coder-es`, or has the tag that a build gets by itself.
  /// One letter is a typo.
  private static func isBuild(_ name: ModelName, near: String?) -> Bool {
    if let near, Nearest.isOneLetterOff(name.model, from: near) { return false }
    if name.tag == "latest" { return true }
    let words = name.model.split(separator: "-")
    return (1..<max(words.count, 1)).contains { count in
      guard let model = ModelName(words.prefix(count).joined(separator: "-")) else { return false }
      if case .unknownName = ModelCatalogue.standard.look(up: model) { return false }
      return true
    }
  }

  /// The model defined in these files that a name was probably meant to be.
  private static func nearestDefined(_ name: ModelName, _ id: FactID, _ definitions: ModelDefinitions)
    -> String?
  {
    guard name.isLibrary, id.subject == .modelUse else { return nil }
    let defined = definitions.names(around: id.document)
    // No suggestions above 256 candidates: matches are coincidental. Where the name is the same, only the tag differs.
    guard defined.count <= 256, !defined.contains(where: { $0.lowercased() == name.model.lowercased() })
    else { return nil }
    guard let nearest = Nearest.match(name.model, among: defined),
      Nearest.isMisspelling(name.model, of: nearest)
    else { return nil }
    // `my-aider` and `my-coder` have a first word in common, and little else.
    let parts = [withoutSharedWord(name.model, nearest), withoutSharedWord(nearest, name.model)]
      .sorted { $0.utf8.count > $1.utf8.count }
    return Nearest.match(parts[0], among: [parts[1]]) != nil ? nearest : nil
  }

  /// `aider` of `my-aider` next to `my-coder`; the name itself where its first word is its own.
  private static func withoutSharedWord(_ name: String, _ other: String) -> String {
    guard let cut = name.firstIndex(where: { $0 == "-" || $0 == "_" }),
      other.lowercased().hasPrefix(name[...cut].lowercased())
    else { return name }
    return String(name[name.index(after: cut)...])
  }

  private static func adopt(_ model: CatalogueModel, _ id: FactID, _ draft: inout Draft) {
    if let context = model.trainedContext {
      draft[id].infer(
        .contextTrained, .integer(context),
        because: [Reason("\(model.name):\(model.tag) was trained for \(Wording.tokens(context))")])
    }
    draft[id].infer(.capabilities, model.capabilities.compactMap(Capability.init).sorted())
    if model.capabilities == ["embedding"], id.subject == .modelUse, let length = model.embeddingLength {
      draft[id].infer(.dimensionsGiven, length)
    }
    if let blocks = model.blockCount { draft[id].infer(.layers, .integer(blocks + 1)) }
    if LoadSettings.servesOneAtATime(model.architecture) { draft[id].infer(.servesOneAtATime, true) }
  }

  /// Carries what a base model is known for to the models made from it, and from those to their uses.
  private static func inherit(_ draft: inout Draft) {
    // A chain of FROM lines is followed a few steps; a loop of them ends there too.
    let made = (draft.ownIDs(.model) + draft.ownIDs(.modelUse)).filter {
      draft.facts[$0]?.related[.model] != nil
    }
    for _ in 0..<8 {
      var isDone = true
      for id in made {
        guard let base = draft.fact(.model, of: id), var fact = draft.facts[id] else { continue }
        for attribute in [Attribute.contextTrained, .layers, .servesOneAtATime, .isCloud]
        where fact.attributes[attribute]?.value == nil || attribute == .isCloud {
          if let value = base.attributes[attribute] { fact.attributes[attribute] = value }
        }
        if let capabilities = base[.capabilities] {
          let own = id.subject == .modelUse ? ownCapabilities(of: base, capabilities) : capabilities
          fact.infer(.capabilities, own)
        }
        guard fact.attributes != draft.facts[id]?.attributes else { continue }
        draft[id].attributes = fact.attributes
        isDone = false
      }
      if isDone { return }
    }
  }

  /// A TEMPLATE of its own decides on tools; the rest comes from the weights.
  private static func ownCapabilities(of model: Fact, _ inherited: [Capability]) -> [Capability] {
    guard model.has(.template), !model.has(.renderer) else { return inherited }
    let base = model.text(.base).flatMap(ModelName.init)
    if let base, base.isLibrary, ChatRenderers.serve(base.model) { return inherited }
    let hasTools = model.texts(.templateVariables).contains("Tools")
    return inherited.filter { hasTools || $0 != .tools }
  }

  /// `q4_K_M`, `q8_0`, `fp16`, alone.
  private static func isQuantization(_ tag: String) -> Bool {
    let tag = tag.lowercased()
    return tag == "fp16" || tag == "q8_0"
      || tag.hasPrefix("q") && tag.dropFirst().first?.isNumber == true
        && ["_0", "_1", "_k_m", "_k_s", "_k_l", "_k"].contains { tag.hasSuffix($0) } && !tag.contains("-")
  }

  /// `7b`, `0.5b`, `8x7b`, `270m`.
  private static func isSize(_ tag: String) -> Bool {
    guard let unit = tag.last, unit == "b" || unit == "m", let first = tag.first, first.isNumber else {
      return false
    }
    return tag.dropLast().allSatisfy { $0.isNumber || $0 == "." || $0 == "x" }
  }

  /// Billions of parameters.
  private static func size(_ tag: String) -> Double {
    (GoValues.float(String(tag.dropLast())) ?? 0) * (tag.hasSuffix("m") ? 0.001 : 1)
  }

  private static func nearestSize(_ tag: String, _ known: [String]) -> String {
    known.min { abs(size($0) - size(tag)) < abs(size($1) - size(tag)) } ?? tag
  }
}
