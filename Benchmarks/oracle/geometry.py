"""A model file with the geometry of a row of the catalogue, its tensors a hole: all that llama.cpp needs to plan."""
import os
import re

import gguf
import numpy

import catalogue
import engine


def pattern(row, n):
    """True for a windowed layer."""
    a, _, b = row["swa_pattern"].partition(":")
    period = int(a) + int(b)
    return [(i + 1) % period != 0 for i in range(n)]


TIED = {"gemma", "gemma2", "gemma3", "gemma3n", "gemma4", "command-r", "cohere2", "granitehybrid", "lfm2", "lfm2moe", "starcoder2-3b"}
NAMES = {"gptoss": "gpt-oss", "glm4moelite": "deepseek2", "lfm2moe": "lfm2moe"}


def metadata(row, blocks=None, context=None):
    """(architecture, {key: value}, notes): what the catalogue says, and what its family is published with."""
    i = lambda k: int(row[k]) if row[k] else None
    arch = NAMES.get(row["architecture"], row["architecture"])
    n = blocks or i("block_count")
    e, h, kv = i("embedding_length"), i("head_count"), i("head_count_kv") or i("head_count")
    k = i("key_length") or e // h
    v = i("value_length") or k
    m = {"block_count": n, "context_length": context or i("context_length") or 32768, "embedding_length": e, "vocab_size": i("vocab_size"),
         "feed_forward_length": i("feed_forward_length") or i("expert_feed_forward_length") or 0, "attention.head_count": h,
         "attention.head_count_kv": kv, "attention.key_length": k, "attention.value_length": v,
         "attention.layer_norm_rms_epsilon": 1e-6, "attention.layer_norm_epsilon": 1e-5, "rope.dimension_count": i("rope_dimension_count") or k,
         "rope.freq_base": 1e6}
    if i("expert_count"):
        m |= {"expert_count": i("expert_count"), "expert_used_count": i("expert_used_count"), "expert_feed_forward_length": i("expert_feed_forward_length")}
    if i("sliding_window"):
        m["attention.sliding_window"] = i("sliding_window")
    keep = set()      # optional tensors that the files have: patterns
    drop = set()
    tied = row["architecture"] in TIED
    e_ff = i("feed_forward_length")
    if not tied and e_ff and not i("expert_count"):
        words = e * i("vocab_size")
        gated = arch not in ("starcoder2", "nemotron")
        inner = n * (e * (h * k + kv * (k + v)) + h * v * e + (3 if gated else 2) * e * e_ff)
        p = int(row["parameters"] or 0)
        tied = abs(inner + words - p) < abs(inner + 2 * words - p)
    if arch == "llama":
        if "llama3" in row["name"] or "llama" in row["name"] and i("vocab_size") == 128256: keep.add(r"rope_freqs\.weight")
    if arch in ("qwen2", "qwen2moe"): keep.add(r"attn_[qkv]\.bias")
    if arch == "starcoder2": keep.add(r"\.bias")
    if arch == "nemotron": drop.add(r"attn_output\.bias|ffn_.*bias|attn_[qkv]\.bias")
    if arch == "chatglm": keep.add(r"attn_[qkv]\.bias")
    if arch == "phi3":
        m["rope.dimension_count"] = 96 if "mini" in row["name"] else k
        if "mini" in row["name"]: keep.add(r"rope_factors")
        m["rope.scaling.original_context_length"] = 4096
    if arch == "gpt-oss":
        m |= {"rope.scaling.original_context_length": 4096}; keep.add(r"\.bias|sinks")
    if arch in ("cohere2", "command-r"): m |= {"logit_scale": 0.25}; drop.add(r"attn_[qk]_norm")
    if arch == "granite": m |= {"logit_scale": 16.0, "residual_scale": 0.22, "embedding_scale": 12.0, "attention.scale": 0.0078125}
    if arch == "gemma4":
        swa = pattern(row, n)
        if i("shared_kv_layers"): m["attention.shared_kv_layers"] = i("shared_kv_layers")
        m |= {"attention.sliding_window_pattern": swa, "attention.key_length_swa": i("key_length_swa"), "attention.value_length_swa": i("key_length_swa"),
              "embedding_length_per_layer_input": 256 if i("shared_kv_layers") else 0, "rope.dimension_count_swa": i("key_length_swa"),
              "attention.head_count_kv": [int(row["head_count_kv_swa"]) if s else kv for s in swa], "rope.freq_base_swa": 1e4,
              "final_logit_softcapping": 30.0}
        if row["tag"].startswith("e2b"):
            m["feed_forward_length"] = [e_ff if x < n - 20 else 2 * e_ff for x in range(n)]
        keep.add(r"layer_output_scale|rope_freqs")
        if not i("shared_kv_layers"): drop |= {rf"blk\.{x}\.attn_v\." for x in range(n) if not swa[x]}
        else: drop |= {rf"blk\.{x}\.attn_(k|v|k_norm)\." for x in range(n - i("shared_kv_layers"), n)}
        drop.add(r"ffn_(gate|up)_exps") if i("expert_count") else drop.add(r"exps|gate_inp|_norm_[12]")
        if i("expert_count"): keep.add(r"ffn_gate_inp\.scale|ffn_down_exps\.scale")
    if arch == "gemma3n":
        m |= {"embedding_length_per_layer_input": 256, "attention.shared_kv_layers": i("shared_kv_layers"), "altup.num_inputs": 4, "altup.active_idx": 0,
              "attention.sliding_window_pattern": pattern(row, n), "activation_sparsity_scale": [0.0] * n, "rope.freq_base_swa": 1e4}
    if arch == "deepseek2":
        if row["architecture"] == "glm4moelite":  # as Ollama hands it on: MLA with latent cache
            m |= {"attention.q_lora_rank": 768, "attention.kv_lora_rank": 512, "attention.key_length": 576, "attention.value_length": 512, "attention.head_count_kv": 1,
                  "attention.key_length_mla": 256, "attention.value_length_mla": 256, "leading_dense_block_count": 1, "expert_shared_count": 1, "expert_weights_scale": 1.8,
                  "feed_forward_length": 10240, "rope.dimension_count": 64, "expert_gating_func": 2, "expert_weights_norm": True}
            keep.add("exp_probs_b")
        else:
            m |= {"attention.kv_lora_rank": i("kv_lora_rank"), "attention.key_length": 192, "attention.value_length": 128,
                  "leading_dense_block_count": 3 if e >= 7168 else 1, "expert_shared_count": 1 if e >= 7168 else 2, "rope.dimension_count": 64, "attention.head_count_kv": h, "rope.scaling.yarn_log_multiplier": 0.0707}
            if e >= 5120: m["attention.q_lora_rank"] = 1536
    if arch in ("qwen35", "qwen35moe", "qwen3next"):
        heads = 48 if e >= 5120 else 16 if arch == "qwen35" and e <= 2048 else 64 if e == 3072 else 32
        m |= {"ssm.conv_kernel": 4, "ssm.state_size": 128, "ssm.group_count": 16, "ssm.time_step_rank": heads, "ssm.inner_size": 128 * heads,
              "full_attention_interval": 4, "rope.dimension_sections": [11, 11, 10, 0], "rope.dimension_count": 64}
        if i("expert_count"): m |= {"expert_shared_feed_forward_length": i("expert_feed_forward_length")}
        keep.add(r"attn_gate|attn_qkv"); drop.add(r"cls_out|output_cls|cls\.")
        if arch == "qwen35": tied = e <= 2560
        drop.add(r"ssm_in")
    if arch in ("lfm2", "lfm2moe"):
        full = [x for x, letter in enumerate(row["layer_order"]) if letter == "*"]
        m |= {"shortconv.l_cache": 3, "attention.head_count_kv": [kv if x in full else 0 for x in range(n)]}
        if i("expert_count"): m |= {"leading_dense_block_count": 2, "expert_gating_func": 2, "feed_forward_length": e_ff or 7168}; keep.add("exp_probs_b")
        tied = True
    if arch == "granitehybrid":
        full = [x for x, letter in enumerate(row["layer_order"]) if letter == "*"]
        m |= {"ssm.conv_kernel": 4, "ssm.state_size": 128 , "ssm.group_count": 1, "ssm.inner_size": 2 * e, "ssm.time_step_rank": 48 if e <= 1536 else 2 * e // 64,
              "attention.head_count_kv": [kv if x in full else 0 for x in range(n)], "logit_scale": 8.0, "residual_scale": 0.22, "embedding_scale": 12.0,
              "rope.scaling.finetuned": False}
        keep.add(r"ssm_conv1d\.bias")
        if i("expert_count"): m |= {"expert_shared_feed_forward_length": {4096: 1536, 1536: 1024}[e]}
    if arch in ("nemotron_h", "nemotron_h_moe"):
        order = row["layer_order"]
        m |= {"ssm.inner_size": i("ssm_inner"), "ssm.time_step_rank": 64 if arch == "nemotron_h_moe" else 96}
        width = e_ff
        if arch == "nemotron_h_moe":
            m |= {"expert_shared_feed_forward_length": 3712, "expert_shared_count": 1, "expert_weights_scale": 2.5, "expert_weights_norm": True, "expert_gating_func": 2}
            width = 1856
        m |= {"ssm.conv_kernel": 4, "ssm.state_size": 128, "ssm.group_count": 8, "attention.head_count_kv": [kv if c == "*" else 0 for c in order],
              "feed_forward_length": [width if c in "E-" else 0 for c in order]}
        keep.add(r"ssm_conv1d\.bias|exp_probs_b"); drop.add("latent")
        tied = False
    if arch == "nomic-bert":
        m |= {"attention.causal": False, "pooling_type": 1, "tokenizer.ggml.token_type_count": 2}
        tied = True; drop.add(r"cls|output\.|bias"); keep |= {r"norm\.bias", r"token_embd_norm"}
    if arch == "bert":
        m |= {"attention.causal": False, "pooling_type": 1, "tokenizer.ggml.token_type_count": 2}
        tied = True; drop.add(r"cls|output\.weight"); keep |= {r"\.bias", "token_embd_norm"}
    elif catalogue.embeds(row):
        m |= {"pooling_type": 3}
    if arch == "granitemoe": m |= {"logit_scale": 6.0, "residual_scale": 0.22, "embedding_scale": 12.0, "attention.scale": 0.0156}; tied = True
    if arch == "dbrx": m["attention.clamp_kqv"] = 8.0
    if arch in ("qwen3vl", "qwen3vlmoe"): m |= {"rope.dimension_sections": [24, 20, 20, 0], "n_deepstack_layers": 3}
    if arch == "qwen25vl":
        arch = "qwen2vl"; m |= {"rope.dimension_sections": [16, 24, 24, 0]}; keep.add(r"attn_[qkv]\.bias")
    if arch == "llama4":
        m |= {"interleave_moe_layer_step": 2 if "128x" in row["tag"] else 1, "expert_feed_forward_length": 8192, "feed_forward_length": 16384}
        drop.add("ffn_gate_up_exps")
    if arch == "mistral3":
        if row["name"].startswith("ministral"):
            m |= {"rope.scaling.original_context_length": 16384}
    if arch == "olmo2" and row["architecture"] == "olmo3":
        pass
    if arch == "olmo3": arch = "olmo2"
    return arch, m, dict(keep=keep, drop=drop, tied=tied)


def write_metadata(writer, arch, m):
    for key, value in m.items():
        name = key if key.startswith("tokenizer.") else f"{arch}.{key}"
        if isinstance(value, bool): writer.add_bool(name, value)
        elif isinstance(value, int): writer.add_uint32(name, value)
        elif isinstance(value, float): writer.add_float32(name, value)
        elif isinstance(value, list): writer.add_array(name, value)
        else: writer.add_string(name, value)
    writer.add_string("tokenizer.ggml.model", "no_vocab")
    if arch == "phi3" or arch == "gpt-oss": writer.add_string(f"{arch}.rope.scaling.type", "none" if arch == "phi3" else "yarn")


# The quantization mix: llama.cpp, src/llama-quant.cpp.
BASE = {"Q4_K_M": "Q4_K", "Q4_K_S": "Q4_K", "Q5_K_M": "Q5_K", "Q6_K": "Q6_K", "Q8_0": "Q8_0", "Q4_0": "Q4_0", "F16": "F16", "BF16": "BF16", "MXFP4": "MXFP4", "Q3_K_M": "Q3_K"}
BLOCK = {"F32": (1, 4), "F16": (1, 2), "BF16": (1, 2), "Q4_0": (32, 18), "Q5_0": (32, 22), "Q5_1": (32, 24), "Q8_0": (32, 34), "Q3_K": (256, 110),
         "Q4_K": (256, 144), "Q5_K": (256, 176), "Q6_K": (256, 210), "MXFP4": (32, 17)}
FALLBACK = {"Q3_K": "Q4_0", "Q4_K": "Q5_0", "Q5_K": "Q5_1", "Q6_K": "Q8_0"}
UNTOUCHED = ["_norm.weight", "ffn_gate_inp", "altup", "laurel", "per_layer_model_proj", "ssm_conv1d", "shortconv.conv.weight", "token_types", "position_embd", "rope_f"]


class Mix:
    def __init__(self, name, row, n, tied):
        self.name, self.n, self.tied, self.row = name, n, tied, row
        self.values = 0
        self.experts = int(row["expert_count"] or 0)

    def more(self, i):
        return i < self.n // 8 or i >= 7 * self.n // 8 or (i - self.n // 8) % 3 == 2

    def type(self, name, shape, count_values):
        dims = [d for d in shape if d > 1] or [1]
        wide = len(shape) - next((i for i, d in enumerate(reversed(shape)) if d > 1), len(shape) - 1)
        base = BASE[self.name]
        if wide < 2 or not name.endswith("weight") or any(u in name for u in UNTOUCHED):
            if base == "BF16" and "per_layer_model_proj" in name: return "BF16"
            return "F16" if base in ("F16",) and wide >= 2 and "per_layer_model_proj" in name else "F32"
        if base in ("F16", "BF16"): return base
        if self.row["architecture"] in ("gemma3n", "gemma4") and "per_layer_token_embd" in name:
            return "F16" if self.row["architecture"] == "gemma3n" else "F16"
        if base == "MXFP4": return "MXFP4" if "exps" in name else "BF16"
        t = base
        layer = int(m[1]) if (m := re.match(r"blk\.(\d+)\.", name)) else 0
        if name == "output.weight" or (name == "token_embd.weight" and self.tied):
            t = "Q8_0" if base == "Q8_0" else "Q6_K"
        elif self.name in ("Q4_K_M", "Q5_K_M"):
            up = "Q6_K"
            if "attn_v.weight" in name or "attn_kv_b.weight" in name:
                if self.more(self.values): t = up
                if self.experts == 8: t = "Q8_0"
                self.values += 1
            elif "attn_qkv.weight" in name: t = "Q5_K" if base == "Q4_K" else up
            elif "ffn_down" in name: t = up if self.more(layer) else t
            elif "attn_k.weight" in name and self.experts == 8: t = "Q8_0"
        if shape[0] % BLOCK[t][0]:
            t = FALLBACK.get(t, "F16")
            if shape[0] % BLOCK[t][0]: t = "F16"
        return t




def write(path, arch, values, listed, mix, wanted):
    """Writes the file. Returns the bytes of its tensors by name, with their types."""
    writer = gguf.GGUFWriter(path, arch)
    write_metadata(writer, arch, values)
    total, kinds = 0, {}
    for name, shape in listed.items():
        if not wanted(name):
            continue
        while len(shape) > 1 and shape[-1] == 1:
            shape = shape[:-1]
        kind = mix.type(name, shape, True)
        block, size = BLOCK[kind]
        elements = int(numpy.prod(shape, dtype=object))
        stored = elements // block * size
        kinds[name] = (kind, stored)
        total += (stored + 31) // 32 * 32
        dims = list(reversed(shape))
        if block > 1:
            dims[-1] = dims[-1] // block * size
        writer.add_tensor_info(name, dims, numpy.dtype(numpy.uint8 if block > 1 else numpy.float32), stored,
                               raw_dtype=getattr(gguf.GGMLQuantizationType, kind))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.fout[0].flush()
    head = writer.fout[0].tell()
    writer.close()
    os.truncate(path, (head + 31) // 32 * 32 + total)
    return kinds


def make(row, path, quantization=None, log=os.devnull):
    """Writes a row's model file. In a process of its own (engine.apart). Returns its architecture and whether it embeds."""
    engine.log(log)
    arch, values, how = metadata(row)
    quantization = quantization or row["default_quant"] or "Q4_K_M"
    writer = gguf.GGUFWriter(path, arch)
    write_metadata(writer, arch, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    listed = engine.tensors(path)
    added = set()

    def wanted(name):
        if name in added:
            return True
        if any(re.search(p, name) for p in how["drop"]):
            return False
        if any(re.search(p, name) for p in how["keep"]):
            return True
        if name == "output.weight":
            return not how["tied"]
        return not re.search(r"\.scale$|input_scale|lora_|\.bias$|rope_freqs|rope_factors|cls|dense_[23]|_s$", name)

    # Which optional tensors the engine insists on, it says one at a time.
    for _ in range(12):
        kinds = write(path, arch, values, listed, Mix(quantization, row, values["block_count"], how["tied"]), wanted)
        try:
            engine.plan(path, 0, [engine.settings(256, "f16", 128, 1)])
            return dict(arch=arch, embeds=catalogue.embeds(row), tied=how["tied"], bytes=sum(x[1] for x in kinds.values()),
                        kinds=kinds)
        except engine.Failure:
            text = open(log, errors="replace").read()
            missing = re.findall(r"missing tensor '([^']+)'", text) + re.findall(r"tensor '([^']+)' not found", text)
            new = {x for n in missing for x in listed if re.sub(r"\d+", "#", x) == re.sub(r"\d+", "#", n)} - added
            if not new:
                raise engine.Failure(text[-700:])
            added |= new
    raise engine.Failure("tensors are missing")
