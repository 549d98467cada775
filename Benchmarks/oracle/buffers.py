#!/usr/bin/env python3
"""What llama.cpp's plans come to for each token of a batch: Sources/Knowledge/Catalogue/buffers.tsv, from plans.tsv.

    buffers.py PLANS > buffers.tsv

The terms are those of Sources/Memory/ServerBuffer.swift. Each number is solved from the plan it decides, and
the largest difference from all plans of one card is written to standard error.
"""
import sys

import plans

# Head lengths with a flash attention kernel on CUDA (ggml-cuda/fattn.cu).
KERNELS = [40, 64, 72, 80, 96, 112, 128, 256, 512]
COLUMNS = ["model", "work", "work_quantized", "attention", "pipelined_first", "pipelined_last", "plain", "scores", "transposed", "kernel"]


def pad(n):
    return -(-n // 256) * 256


class Terms:
    def __init__(self, row):
        i = lambda name: int(row[name] or 0)
        self.row = row
        self.heads = i("head_count")
        self.key = i("key_length") or i("embedding_length") // self.heads
        self.kv = i("head_count_kv") or self.heads
        self.is_windowed = bool(i("sliding_window") and i("swa_layers"))
        self.window = i("sliding_window")
        self.has_full = i("full_attention_layers") > 0
        self.caches = "bert" not in row["architecture"] and (self.has_full or self.is_windowed)
        width = self.kv * (self.key + (i("value_length") or self.key))
        if i("kv_lora_rank"):
            width = self.heads * (192 + 128) if row["architecture"] == "deepseek2" else i("kv_lora_rank") + (i("rope_dimension_count") or 64)
        self.width = width if self.has_full else 0
        swa_key = i("key_length_swa") or self.key
        self.swa_key = swa_key
        self.value = i("value_length") or self.key
        if row["architecture"] == "deepseek2":
            self.key, self.value = 192, 128
        elif i("kv_lora_rank"):
            self.key, self.value = 576, 512
        self.swa_width = (i("head_count_kv_swa") or self.kv) * (swa_key + (i("key_length_swa") or i("value_length") or self.key)) if self.is_windowed else 0

    def cells(self, context, batch):
        return min(pad(context), pad(self.window + batch)) if self.is_windowed else 0

    def masks(self, context, batch, size=2):
        return size * batch * (pad(context) + self.cells(context, batch)) if self.caches else 0

    def borrowed(self, context, batch):
        """Bytes of 16-bit caches that blocks on the second of two equal cards read from the first (Gemma 3n and 4)."""
        n, shared = int(self.row["block_count"]), int(self.row["shared_kv_layers"] or 0)
        if not shared or not self.row["swa_pattern"]:
            return 0
        period = sum(int(x) for x in self.row["swa_pattern"].split(":"))
        full = lambda i: (i + 1) % period == 0
        kept = range(n - shared)
        last = lambda kind: max(i for i in kept if full(i) == kind)
        start = -(-(n + 1) // 2)
        size = {True: 2 * self.width * pad(context), False: 2 * self.swa_width * self.cells(context, batch)}
        return sum(size[full(i)] for i in range(max(start, n - shared), n) if last(full(i)) < start)

    def rotations(self, cache):
        def matrices(key):
            if key % 64 or not key:
                return 0
            side = 64
            while key % (2 * side) == 0:
                side *= 2
            return 4 * (side * side + 64 * 64)
        if cache == "f16" or not self.caches:
            return 0
        return (matrices(self.key) if self.has_full else 0) + (matrices(self.swa_key) if self.is_windowed else 0)

    def conversions(self, context, cache, batch, parallel):
        if cache == "f16":
            return 0
        return 2 * parallel * max(self.width * pad(context), self.swa_width * self.cells(context, batch))


def solve(name, row, found):
    t = Terms(row)
    one = found["one"]
    contexts = sorted({k[0] for k in one})
    small = contexts[0]
    b = max(k[2] for k in one if k[0] == small and k[3] == 1)
    quantized = any(k[1] == "q8_0" for k in one)
    plain = found.get("plain", {})
    v = dict(model=name)
    kernel = t.value == t.key and t.key in KERNELS or t.key == 576
    v["kernel"] = "yes" if kernel else "no"
    # Without flash attention: linear in batch, and in context. Where it is only found out that there is no kernel, V has
    # been laid out for one and is transposed for every layer.
    scored = plain if kernel else one
    v |= dict(plain=0, scores=t.heads, transposed=0)
    if (small, "f16", 512, 4) in scored and (small, "f16", 2048, 1) in scored:
        at = lambda c, b, p: scored[(c, "f16", b, p)][1] - t.masks(c, b, 4)
        copied = (at(small, 512, 4) - at(small, 512, 1)) / 3 / pad(small)
        per = lambda c: (at(c, 512, 1) - copied * pad(c)) / 512 / 4
        other = sorted({k[0] for k in scored})[-1]
        scores = (per(other) - per(small)) / (pad(other) - pad(small)) if other != small else t.heads
        v |= dict(plain=max(0, per(small) - scores * pad(small)), scores=max(0, scores), transposed=max(0, copied))
    reference = (small, "f16", b, 1) if kernel else (small, "q8_0", b, 1)
    if reference not in one:
        return v | dict(work=v["plain"], attention=0, pipelined_first=0, pipelined_last=0)
    inputs = (t.masks(small, b) + t.rotations(reference[1])) if kernel else 0
    v["work"] = (one[reference][1] - inputs) / 4 / b
    v["attention"] = 0
    if quantized and kernel:
        case = max((k for k in one if k[1] == "q8_0"), key=lambda k: (k[0] * k[3], -k[2]))
        c, cache, n, p = case
        v["attention"] = max(0, (one[case][1] - t.masks(c, n) - t.rotations(cache) - t.conversions(c, cache, n, p)) / 4 / n)
        case = (small, "q4_0", b, 1)
        if case in one:
            seen = (one[case][1] - t.masks(small, b) - t.rotations("q4_0")) / 4 / b
            other = v["attention"] + t.conversions(small, "q4_0", b, 1) / 4 / b
            if seen > max(v["work"], other) + 2:
                v["work_quantized"] = seen
    two = found.get("two", {})
    v["pipelined_first"] = v["pipelined_last"] = 4 * int(row["embedding_length"])
    if reference in two:
        rest = one[reference][1] + 3 * inputs
        v["pipelined_first"] = (two[reference][1] - rest) / 4 / b
        v["pipelined_last"] = (two[reference][3] - rest - 4 * t.borrowed(small, b)) / 4 / b
    return v


def estimate(v, t, c, cache, b, p):
    if v["kernel"] == "no" and cache == "f16":
        return 4 * b * (v["plain"] + v["scores"] * pad(c)) + v["transposed"] * pad(c) * p + t.masks(c, b, 4)
    if v["kernel"] == "no":
        return 4 * b * v["work"]
    work = v.get("work_quantized", v["work"]) if cache != "f16" else v["work"]
    moment = 4 * b * work
    if cache != "f16":
        moment = max(moment, 4 * b * v["attention"] + t.conversions(c, cache, b, p))
    return moment + t.masks(c, b) + t.rotations(cache)


def main():
    print("\t".join(COLUMNS))
    lines = []
    for row, found in plans.by_row(sys.argv[1]):
        if "one" not in found or not found["one"]:
            continue
        name = f"{row['name']}:{row['tag']}"
        v = solve(name, row, found)
        t = Terms(row)
        worst = max((abs(estimate(v, t, *k) - x[1]), k, x[1]) for k, x in found["one"].items())
        if worst[0] > 1 << 20:
            print(f"{name}\t{row['architecture']}\t{worst[0] / 2**20:.1f} of {worst[2] / 2**20:.1f} MiB\t{worst[1]}", file=sys.stderr)
        lines.append("\t".join("" if c not in v else v[c] if isinstance(v[c], str) else f"{v[c]:.4f}".rstrip("0").rstrip(".") for c in COLUMNS))
    print("\n".join(sorted(lines, key=lambda line: line.split("\t")[0].lower())))


if __name__ == "__main__":
    main()
