import Knowledge
import Memory

/// `fit --format json`.
public enum FitJSON {
  public static func render(_ report: FitReport) -> String {
    ([
      "version": 1,
      "machine": report.machine.map(machine) ?? .null,
      "models": .array(report.entries.map(entry)),
      "together": report.together.map {
        ["fits": $0.fits.map(JSONText.bool) ?? .null, "total": .integer($0.total)]
      } ?? .null,
    ] as JSONText).pretty
  }

  private static func machine(_ machine: Machine) -> JSONText {
    let names = machine.gpus.map(\.name).joined(separator: " + ")
    return [
      "gpu": names.isEmpty ? .null : .string(names), "vram_bytes": .optional(machine.vramBytes),
      "ram_bytes": .optional(machine.ramBytes), "source": .string(machine.source.rawValue),
    ]
  }

  private static func entry(_ entry: FitReport.Entry) -> JSONText {
    let estimate = entry.estimate
    let placement = estimate?.placement
    return [
      "name": .string(entry.name),
      "quantization": .optional(entry.file?.quantization),
      "context": .optional(estimate?.settings.context),
      "parallel": .optional(estimate?.settings.parallel),
      "kv_cache_type": .optional(estimate.map(FitWords.cacheType)),
      "flash_attention": estimate.map { .bool($0.usesFlashAttention) } ?? .null,
      "batch": .optional(estimate?.batch),
      "memory": [
        "weights": .optional(estimate?.weights), "kv_cache": .optional(estimate?.kvCache),
        "compute": .optional(estimate?.compute), "overhead": .optional(estimate?.overhead),
        "total": .optional(estimate?.total), "in_ram_anyway": .optional(estimate?.weightsAlwaysInRAM),
        "file": .optional(estimate?.fileBytes), "vision": .optional(entry.file?.weights.vision),
        "ollama_ps": .optional(estimate?.reported),
      ],
      "placement": [
        "layers": .optional(placement?.layers ?? entry.file?.shape.layerCount),
        "gpu_layers": .optional(placement?.gpuLayers),
        "fits": .string(estimate?.isRefused == true ? "no" : placement?.fit.rawValue ?? "unknown"),
        "fits_when_spread": .bool(estimate?.fitsWhenSpread ?? false),
        "gpu_bytes": .optional(placement?.gpuBytes), "cpu_bytes": .optional(placement?.cpuBytes),
      ],
      "speed": entry.speed.map(speed) ?? .null,
      "prompt": entry.prompt.map { prompt($0, contexts: entry.ladder.map(\.settings.context)) } ?? .null,
      "largest_context_entirely_on_gpu": .optional(entry.largestContext),
      "source": .optional(entry.file?.source.rawValue),
      "buffers": .optional(estimate?.basis.rawValue),
      "problem": .optional(entry.problem ?? estimate.flatMap(FitWords.cacheProblem)),
    ]
  }

  private static func prompt(_ prompt: PromptSpeed, contexts: [Int]) -> JSONText {
    [
      "tokens": .integer(prompt.tokens),
      "tokens_per_second": [
        "low": .integer(Int(prompt.low.rounded())), "high": .integer(Int(prompt.high.rounded())),
      ],
      "milliseconds_to_first_token": .array(
        contexts.map { tokens in
          let wait = prompt.secondsToFirstToken(tokens)
          return [
            "tokens": .integer(tokens), "low": .integer(Int((wait.low * 1000).rounded())),
            "high": .integer(Int((wait.high * 1000).rounded())),
          ]
        }),
    ]
  }

  private static func speed(_ speed: DecodeSpeed) -> JSONText {
    [
      "tokens_per_second": [
        "low": .integer(Int(speed.low.rounded())), "high": .integer(Int(speed.high.rounded())),
      ],
      "basis": .string(speed.basis),
    ]
  }
}
