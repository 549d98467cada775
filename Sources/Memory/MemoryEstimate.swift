import Knowledge
/// What a model takes on a machine, part by part. All sizes in bytes.
///
/// The formulas follow Ollama and llama.cpp; each part names its source where it is computed.
public struct MemoryEstimate: Sendable, Hashable {
  public let settings: LoadSettings
  public let usesFlashAttention: Bool
  /// Whether llama.cpp turns it off since a part of the model is in RAM.
  public let losesFlashAttention: Bool
  /// The cache's type as it is really used; a quantized one falls back where flash attention is off.
  public let cacheType: KVCacheType
  /// The type that was asked for, where it is not used.
  public let refusedCacheType: KVCacheType?
  /// Tokens computed at once.
  public let batch: Int

  /// Weights in memory, wherever they lie; an embedding that is also the output is held twice.
  public let weights: Int
  /// Weights that stay in RAM however large the GPU is: embeddings.
  public let weightsAlwaysInRAM: Int
  /// The model's file on disk.
  public let fileBytes: Int
  /// Weights that go to the GPU when every layer does.
  public let offloadableWeights: Int
  public let kvCache: Int
  /// Compute buffers of all GPUs in use, or of the CPU.
  public let compute: Int
  /// The same if every layer were on one GPU, where they are not.
  let computeWhole: Int?
  /// What drivers and runtimes keep for themselves on the GPUs in use.
  public let overhead: Int
  /// What `ollama ps` shows as the model's size: not the same as what it takes, least of all in old
  /// releases. `nil` where the machine is not known.
  public let reported: Int?
  /// `nil` where the machine, or its memory, is not known.
  public let placement: Placement?
  /// What the size of the compute buffers rests on.
  public let basis: Basis
  /// Whether it is on one of several GPUs and spills, where all of them together would hold it.
  public let fitsWhenSpread: Bool

  public enum Basis: String, Sendable, Hashable {
    /// llama.cpp itself planned this geometry: the same bytes.
    case plan
    /// The same plan, but a part of the model is in RAM or on another GPU: gaps in its buffers are not foreseen.
    case partialPlan = "partial_plan"
    /// The pattern of its plans, from which some of this family differ.
    case nearPlan = "near_plan"
    /// Worked out from the widths of the tensors, or by the formulas of older releases.
    case formula
  }

  /// GPU memory that the model needs to run there fully.
  public var wanted: Int { offloadableWeights + kvCache + buffers }

  /// What of it is neither weights nor cache.
  public var buffers: Int { (computeWhole ?? compute) + overhead }

  /// Whether the model is not loaded at all, since its cache was asked for in a type that is refused: llama-server ends with
  /// `V cache quantization requires flash_attn` (ollama/ollama issue 15043). Older releases take f16 in its place.
  public var isRefused: Bool { refusedCacheType != nil && settings.release >= .llamaServer }

  /// All memory that the model takes, on the GPU and next to it.
  public var total: Int { weights + kvCache + compute + overhead }
}

/// Where each part of a model is.
public struct Placement: Sendable, Hashable {
  public enum Fit: String, Sendable, Hashable {
    /// Every layer is on a GPU.
    case entirely
    /// Some layers, or some experts, are computed by the CPU.
    case partly
    /// GPU and RAM together are too small.
    case no
  }

  public let fit: Fit
  /// Blocks and output layer.
  public let layers: Int
  public let gpuLayers: Int
  /// Blocks whose experts stay in RAM though the rest of them is on the GPU.
  public let blocksWithExpertsInRAM: Int
  /// Weights on the GPUs.
  public let gpuWeights: Int
  public let gpuCache: Int
  /// On the GPUs, buffers and overhead included.
  public let gpuBytes: Int
  /// In RAM: embeddings, layers that did not fit, their cache.
  public let cpuBytes: Int
  /// Weights in RAM that are read for every token; embeddings are looked up, not read through.
  public let cpuWeights: Int
  /// What is left of the GPUs in use once all is loaded; never below zero.
  public let freeBytes: Int
  /// GPU memory of the machine that models can use.
  public let capacity: Int
  /// What the engine leaves free of it whatever happens.
  public let margin: Int

  /// What models can have of it: all of `capacity` but the margin.
  public var usable: Int { capacity - margin }

  /// What the need is held against where the two are shown together: all of the memory where everything is on the GPUs, else
  /// what models can have of it, so that more is needed than is there.
  public var available: Int { fit == .entirely ? capacity : usable }

  /// Layers that are on a GPU with all that belongs to them.
  public var wholeLayers: Int { gpuLayers - blocksWithExpertsInRAM }

  /// Per cent of what the GPU should hold that is computed elsewhere.
  public var spilledPercent: Int {
    let spilled = cpuWeights
    let all = spilled + gpuWeights
    return all > 0 ? (spilled * 100 + all / 2) / all : 0
  }
}
