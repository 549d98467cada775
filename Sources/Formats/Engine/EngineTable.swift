/// What is known of the images that serve models.
///
/// vLLM: `docker/Dockerfile` (ENTRYPOINT `vllm serve`, before v0.11 `python3 -m vllm.entrypoints.openai.api_server`; WORKDIR
/// /vllm-workspace), `docs/deployment/docker.md`, `vllm/entrypoints/openai/cli_args.py`. Text Generation Inference:
/// `Dockerfile` (PORT=80, HUGGINGFACE_HUB_CACHE=/data), `tgi-entrypoint.sh`, `docs/source/reference/launcher.md`. Text
/// Embeddings Inference: `Dockerfile`, `Dockerfile-cuda`, README. SGLang: `docker/Dockerfile`, which has no entry point,
/// `python/sglang/srt/server_args.py`. Tabby: docs/installation/docker, `crates/tabby/src/serve.rs`. LocalAI: `Dockerfile`. llama.cpp: `.devops/*.Dockerfile`, `tools/server/README.md`.
extension EngineImage {
  static let all = [
    EngineImage(
      images: [
        "vllm/vllm-openai", "vllm/vllm-openai-cpu", "vllm/vllm-openai-rocm", "q9t5s3a7/vllm-cpu-release-repo",
      ], name: "vLLM", port: 8000, portOptions: ["--port"],
      caches: ["/root/.cache/huggingface"],
      cacheSettings: ["HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "--download-dir"],
      modelOptions: ["--model", "serve"],
      entrypoint: [
        ["python3", "-m", "vllm.entrypoints.openai.api_server"],
        ["python", "-m", "vllm.entrypoints.openai.api_server"], ["vllm", "serve"], ["vllm"], ["serve"],
      ],
      valued: [
        "--model", "--host", "--port", "--dtype", "--max-model-len", "--gpu-memory-utilization",
        "--tensor-parallel-size", "-tp", "--pipeline-parallel-size", "-pp", "--data-parallel-size",
        "--max-num-seqs",
        "--max-num-batched-tokens", "--quantization", "-q", "--tokenizer", "--tool-call-parser",
        "--reasoning-parser", "--chat-template", "--download-dir", "--kv-cache-dtype", "--swap-space",
        "--load-format", "--api-key", "--served-model-name", "--revision", "--hf-overrides",
        "--cpu-offload-gb", "--block-size", "--seed",
      ],
      forms: [
        "--gpu-memory-utilization": .fraction, "--dtype": .word(dataTypes), "--max-model-len": .tokens,
        "--tensor-parallel-size": .whole, "-tp": .whole, "--pipeline-parallel-size": .whole, "-pp": .whole,
        "--max-num-seqs": .whole, "--swap-space": .number, "--cpu-offload-gb": .number, "--port": .whole,
        "--hf-config-path": .folder, "--tokenizer": .folder, "--model": .folder,
      ],
      variableForms: ["VLLM_CPU_KVCACHE_SPACE": .whole, "VLLM_PORT": .whole],
      parallelOptions: ["--tensor-parallel-size", "-tp", "--pipeline-parallel-size", "-pp"],
      folders: ["/vllm-workspace", "/workspace", "/"],
      need: .gpu(except: ["cpu", "tpu", "xpu", "gaudi", "hpu", "neuron"])),
    EngineImage(
      images: ["huggingface/text-generation-inference"], name: "Text Generation Inference", port: 80,
      portOptions: ["--port", "-p"], portVariable: "PORT", caches: ["/data"],
      cacheSettings: ["HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "--huggingface-hub-cache"],
      modelOptions: ["--model-id", "--model", "MODEL_ID"], entrypoint: [["text-generation-launcher"]],
      keepsWords: false, isStrict: true,
      valued: [
        "--model-id", "--revision", "--validation-workers", "--sharded", "--num-shard", "--quantize",
        "--speculate", "--dtype", "--kv-cache-dtype", "--max-concurrent-requests", "--max-best-of",
        "--max-stop-sequences", "--max-top-n-tokens", "--max-input-tokens", "--max-input-length",
        "--max-total-tokens", "--waiting-served-ratio", "--max-batch-prefill-tokens",
        "--max-batch-total-tokens", "--max-waiting-tokens", "--max-batch-size", "--hostname", "--port",
        "-p", "--huggingface-hub-cache", "--cuda-memory-fraction", "--rope-scaling", "--rope-factor",
      ],
      forms: [
        "--num-shard": .whole, "--dtype": .word(["float16", "bfloat16"]), "--max-input-length": .whole,
        "--max-input-tokens": .whole, "--max-total-tokens": .whole, "--max-batch-prefill-tokens": .whole,
        "--cuda-memory-fraction": .fraction, "--port": .whole,
      ],
      variableForms: [
        "NUM_SHARD": .whole, "DTYPE": .word(["float16", "bfloat16"]), "MAX_INPUT_LENGTH": .whole, "MAX_INPUT_TOKENS": .whole,
        "MAX_TOTAL_TOKENS": .whole, "MAX_BATCH_PREFILL_TOKENS": .whole, "CUDA_MEMORY_FRACTION": .fraction,
      ],
      parallelOptions: ["--num-shard", "NUM_SHARD"], folders: ["/usr/src", "/"],
      need: .gpu(except: ["cpu", "xpu", "gaudi", "neuron", "llamacpp"])),
    EngineImage(
      images: ["huggingface/text-embeddings-inference"], name: "Text Embeddings Inference", port: 80,
      portOptions: ["--port", "-p"], portVariable: "PORT", caches: ["/data"],
      cacheSettings: ["HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "--huggingface-hub-cache"],
      modelOptions: ["--model-id", "MODEL_ID"], entrypoint: [["text-embeddings-router"]],
      keepsWords: false, isStrict: true,
      valued: [
        "--model-id", "--revision", "--tokenization-workers", "--dtype", "--pooling",
        "--max-concurrent-requests", "--max-batch-tokens", "--max-batch-requests",
        "--max-client-batch-size", "--hostname", "--port", "-p", "--huggingface-hub-cache",
      ],
      folders: ["/usr/src", "/"], need: .gpu(except: ["cpu", "xpu", "hpu", "gaudi", "ipex"])),
    EngineImage(
      images: ["lmsysorg/sglang"], name: "SGLang", port: 30000, portOptions: ["--port"],
      caches: ["/root/.cache/huggingface"],
      cacheSettings: ["HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "--download-dir"],
      modelOptions: ["--model-path", "--model"],
      valued: [
        "--model-path", "--model", "--host", "--port", "--tp", "--tp-size", "--tensor-parallel-size",
        "--mem-fraction-static", "--context-length", "--dtype", "--quantization", "--tokenizer-path",
        "--tool-call-parser", "--reasoning-parser", "--chat-template", "--served-model-name", "--api-key",
      ],
      forms: [
        "--mem-fraction-static": .fraction, "--tp": .whole, "--tp-size": .whole, "--tensor-parallel-size": .whole,
        "--context-length": .whole, "--port": .whole, "--dtype": .word(dataTypes),
      ],
      parallelOptions: ["--tp", "--tp-size", "--tensor-parallel-size"],
      folders: ["/sgl-workspace/sglang", "/sgl-workspace", "/"],
      need: .gpu(except: ["cpu", "xeon", "npu", "xpu"])),
    // Its llama-server is linked with CUDA (TabbyML/tabby issues 2082, 4306 and 4377); tabby-cpu is beside it.
    EngineImage(
      images: ["tabbyml/tabby"], name: "Tabby", port: 8080, portOptions: ["--port"], caches: ["/data"],
      cacheSettings: ["TABBY_ROOT"], modelOptions: ["--model", "--chat-model"],
      entrypoint: [["/opt/tabby/bin/tabby"], ["tabby"]],
      valued: ["--model", "--chat-model", "--device", "--chat-device", "--port", "--host", "--parallelism"],
      need: .gpu(except: ["rocm", "vulkan"])),
    EngineImage(
      images: ["localai/localai", "go-skynet/local-ai"], name: "LocalAI", port: 8080,
      portOptions: ["--address"], portVariable: "LOCALAI_ADDRESS", keepsWords: false,
      healthPort: 8080, need: .tagged(["cublas", "nvidia", "cuda"])),
    EngineImage(images: ["koboldai/koboldcpp"], name: "koboldcpp", keepsWords: false),
    // tools.sh, which takes a word or --server before what it hands on.
    EngineImage(
      images: llamaImages, tags: ["full"], name: llamaServer,
      cacheSettings: ["LLAMA_CACHE", "HF_HOME", "HF_HUB_CACHE"], modelOptions: ["-m", "--model"],
      keepsWords: false, folders: ["/app", "/"], need: .tagged(["cuda"])),
    EngineImage(
      images: llamaImages, tags: ["server"], name: llamaServer, portOptions: ["--port"],
      portVariable: "LLAMA_ARG_PORT", cacheSettings: ["LLAMA_CACHE", "HF_HOME", "HF_HUB_CACHE"],
      modelOptions: ["-m", "--model", "LLAMA_ARG_MODEL"],
      entrypoint: [
        ["llama-server"], ["./llama-server"], ["/app/llama-server"], ["/llama-server"], ["./server"],
        ["/server"], ["--server"],
      ],
      valued: [
        "-m", "--model", "-mm", "--mmproj", "-c", "--ctx-size", "-ngl", "--gpu-layers", "--n-gpu-layers",
        "--host", "--port", "-a", "--alias", "--api-key", "-hf", "--hf-repo", "-t", "--threads", "-b",
        "--batch-size", "-ub", "--ubatch-size", "-np", "--parallel", "-ctk", "--cache-type-k", "-ctv",
        "--cache-type-v", "--chat-template", "--models-dir", "--temp", "--lora",
      ],
      forms: [
        "-c": .whole, "--ctx-size": .whole, "--port": .whole, "-np": .whole, "--parallel": .whole, "-b": .whole,
        "--batch-size": .whole, "-ub": .whole, "--ubatch-size": .whole, "-t": .whole, "--threads": .whole,
        "-ctk": .not(cacheTypes), "--cache-type-k": .not(cacheTypes), "-ctv": .not(cacheTypes),
        "--cache-type-v": .not(cacheTypes),
      ],
      variableForms: [
        "LLAMA_ARG_CTX_SIZE": .whole, "LLAMA_ARG_PORT": .whole, "LLAMA_ARG_N_PARALLEL": .whole, "LLAMA_ARG_BATCH": .whole,
        "LLAMA_ARG_UBATCH": .whole, "LLAMA_ARG_THREADS": .whole, "LLAMA_ARG_CACHE_TYPE_K": .not(cacheTypes),
        "LLAMA_ARG_CACHE_TYPE_V": .not(cacheTypes),
      ],
      healthPort: 8080, folders: ["/app", "/"], need: .tagged(["cuda"])),
    // docker/llama-swap.Containerfile: its health check asks http://localhost:8080/.
    EngineImage(
      images: ["mostlygeek/llama-swap"], name: "llama-swap", port: 8080, portOptions: ["-listen", "--listen"],
      healthPort: 8080),
  ]

  /// vllm/config/model.py, ModelDType; python/sglang/srt/server_args.py.
  private static let dataTypes = ["auto", "half", "float16", "bfloat16", "float", "float32"]
  /// ggml-org/llama.cpp, `common/arg.cpp`, kv_cache_types.
  private static let cacheTypes = [
    "fp16": "f16", "float16": "f16", "fp32": "f32", "q8": "q8_0", "int8": "q8_0", "q5": "q5_0", "q4": "q4_0", "int4": "q4_0",
    "q4_k": "q4_0", "q4_k_m": "q4_0", "q5_k_m": "q5_0", "fp8": "q8_0",
  ]

  private static let llamaImages = ["ggml-org/llama.cpp", "ggerganov/llama.cpp"]
}
