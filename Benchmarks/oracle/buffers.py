#!/usr/bin/env python3
"""What llama.cpp's plans come to for each token of a batch: Sources/Knowledge/Catalogue/buffers.tsv, from plans.tsv.

    buffers.py PLANS > buffers.tsv

The terms are those of Sources/Memory/ServerBuffer.swift. Each number is solved from the plan it decides, and
the largest difference from all plans of one card is written to standard error.
"""
import sys

import numpy

import catalogue
import plans

# Head lengths with a flash attention kernel on CUDA (ggml-cuda/fattn.cu).
KERNELS = [40, 64, 72, 80, 96, 112, 128, 256, 512]
# Of each number in a cache.
BYTES = {"f16": 2, "q8_0": 34 / 32, "q4_0": 18 / 32}
COLUMNS = ["model", "work", "work_quantized", "attention", "pipelined_first", "pipelined_last", "plain", "scores", "transposed",
           "pipelined_first_quantized", "pipelined_last_quantized", "kernel"]
# Where a part of the model is in RAM, with a cache of 16 bits and with a quantized one.
SPILLED = ["spilled_bytes", "spilled", "spilled_attention", "spilled_copies"]
COLUMNS += SPILLED + [f"{c}_quantized" for c in SPILLED]


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
        # An encoder's masks are as wide as its batch, which is always the same.
        self.caches = "bert" not in row["architecture"] and row["architecture"] != "gemma-embedding" and (self.has_full or self.is_windowed)
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

    def borrowed(self, context, batch, cache="f16"):
        """Bytes of caches that blocks on the second of two equal cards read from the first (Gemma 3n and 4)."""
        n, shared = int(self.row["block_count"]), int(self.row["shared_kv_layers"] or 0)
        if not shared or not self.row["swa_pattern"]:
            return 0
        period = sum(int(x) for x in self.row["swa_pattern"].split(":"))
        full = lambda i: (i + 1) % period == 0
        kept = range(n - shared)
        last = lambda kind: max(i for i in kept if full(i) == kind)
        start = -(-(n + 1) // 2)
        size = {True: BYTES[cache] * self.width * pad(context), False: BYTES[cache] * self.swa_width * self.cells(context, batch)}
        return sum(size[full(i)] for i in range(max(start, n - shared), n) if last(full(i)) < start)

    def layer(self, context, cache, batch, parallel):
        """Bytes of the largest layer's cache."""
        return BYTES[cache] * parallel * max(self.width * pad(context), self.swa_width * self.cells(context, batch))

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
        return self.layer(context, "f16", batch, parallel)


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
        # It shows where copies are large; elsewhere something else is wider.
        v["attention"] = max(0, min((x[1] - t.masks(k[0], k[2]) - t.rotations(k[1]) - t.conversions(*k)) / 4 / k[2]
                                    for k, x in one.items() if k[1] != "f16"))
        case = (small, "q4_0", b, 1)
        if case in one:
            seen = (one[case][1] - t.masks(small, b) - t.rotations("q4_0")) / 4 / b
            other = v["attention"] + t.conversions(small, "q4_0", b, 1) / 4 / b
            if seen > max(v["work"], other) + 2:
                v["work_quantized"] = seen
    two = found.get("two", {})
    v["pipelined_first"] = v["pipelined_last"] = 4 * int(row["embedding_length"])
    crossing = {}
    for case in one.keys() & two.keys():
        c, cache, n, p = case
        # Without a kernel and with a quantized cache the CPU attends, and what it reads and makes crosses over, too.
        inputs = t.masks(c, n) + t.rotations(cache) if kernel else t.masks(c, n, 4) if cache == "f16" else 0
        rest = one[case][1] + 3 * inputs
        crossing[case] = ((two[case][1] - rest) / 4 / n, (two[case][3] - rest - 4 * p * t.borrowed(c, n, cache)) / 4 / n)
    if (small, "f16", b, 1) in crossing:
        v["pipelined_first"], v["pipelined_last"] = (max(0, x) for x in crossing[small, "f16", b, 1])
    # Moments that overlap with these inputs do not in every plan: the most that was seen.
    most = [x for k, x in crossing.items() if k[1] != "f16" and (kernel or k == (small, "q8_0", b, 1))]
    if most:
        first, last = (max(x[i] for x in most) for i in (0, 1))
        if first > v["pipelined_first"] + 1 or last > v["pipelined_last"] + 1 or not kernel:
            v |= dict(pipelined_first_quantized=first, pipelined_last_quantized=last)
    for suffix, types in (("", ["f16"]), ("_quantized", ["q8_0", "q4_0"])):
        # With scores beside it a copy is another matter.
        if t.caches and (kernel or suffix):
            v |= {c + suffix: x for c, x in zip(SPILLED, spilled(v, t, found, types, kernel))}
    return v


def loses_kernel(row, parallel):
    """Whether flash attention goes off with half of the layers in RAM: ModelShape.losesFlashAttention."""
    n = int(row["block_count"])
    first = n + 1 - (n + 1) // 2
    order = row["layer_order"] if not int(row["expert_count"] or 0) else ""
    moves = order[:first].rstrip("-").endswith("*") and order[first:].lstrip("-").startswith("M")
    return moves or 0 < n - int(row["shared_kv_layers"] or 0) < min(first, n) and int(row["head_count"]) * parallel >= 32


def spilled(v, t, found, types, kernel):
    """Where layers are in RAM: bytes for any batch and numbers for each token beside a matrix's copy, numbers for each token
    beside those of a cache, and how many times as much as a layer's cache these take.

    Copies have gaps between them that another moment may fit in or not, so no sum of sizes is equal to every plan. These come
    nearest to all; saying too little counts twice.
    """
    half = {k: x for k, x in found.get("half", {}).items() if not loses_kernel(t.row, k[3])}
    matrices = kernel and found.get("experts") or half
    masks = lambda k: t.masks(k[0], k[2]) + t.rotations(k[1]) if kernel else 0
    cache = "q4_0" if any(k[1] == "q4_0" for k in matrices) else "f16"
    cases = sorted(k for k in matrices if k[1] == cache and k[3] == 1)
    cases = [k for k in cases if k[0] == cases[0][0]]
    if len(cases) < 2:
        return []
    (least, low), (most, high) = [(k[2], matrices[k][1] - masks(k)) for k in cases]
    slope = (high - low) / (most - least)
    # Batch, cache in RAM, copies of the card's own, inputs, all that is fixed, what is to be scaled, the plan.
    points = [(k[2], 0 if source is not half else t.layer(*k), t.conversions(*k) if kernel else 0, masks(k),
               4 * k[2] * (v["work"] if k[1] == "f16" else v.get("work_quantized", v["work"])), low - slope * least + slope * k[2], x[1])
              for source in ([half] if matrices is half else [half, matrices]) for k, x in source.items() if k[1] in types]
    if not points:
        return []
    batch, layer, own, inputs, work, matrix, plan = (numpy.array(x, float) for x in zip(*points))
    attention = numpy.linspace(0, 2.5 * v["work"], 51)[:, None, None]
    copies = numpy.linspace(0.75, 4, 53)[None, :, None]
    beside = 4 * attention * batch + copies * layer + own
    best = None
    for scale in numpy.linspace(1, 1.5, 21):
        off = (numpy.maximum(numpy.maximum(work, scale * matrix), beside) + inputs) / plan - 1
        loss = numpy.where(off < 0, -2 * off, off).sum(2) + 0.1 * (off < -0.05).sum(2)
        i, j = numpy.unravel_index(loss.argmin(), loss.shape)
        if best is None or loss[i, j] < best[0]:
            best = loss[i, j], scale * (low - slope * least), scale * slope / 4, attention[i, 0, 0], copies[0, j, 0]
    return best[1:]


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


def settle(solved):
    """Where contexts are short, attention is never the widest moment. What others of the architecture show is what it takes,
    but in mixtures, whose routing lies beside it, and with embeddings for every layer."""
    width = lambda t: 2 * int(t.row["embedding_length"]) + 2 * t.heads * t.key
    solved = [(v, t) for v, t in solved if not int(t.row["expert_count"] or 0) and not t.row["shared_kv_layers"]]
    known = {t.row["architecture"]: v["attention"] - width(t) for v, t in solved if 0 < v["attention"] - width(t) < 16}
    for v, t in solved:
        if t.row["architecture"] in known:
            v["attention"] = min(v["attention"], known[t.row["architecture"]] + width(t))


def main():
    print("\t".join(COLUMNS))
    lines, solved = [], []
    for row, found in plans.by_row(sys.argv[1]):
        # The logits of a whole batch hide all else.
        if not found.get("one") or catalogue.embeds(row) and "bert" not in row["architecture"] and "embedding" not in row["architecture"]:
            continue
        solved.append((solve(f"{row['name']}:{row['tag']}", row, found), Terms(row), found))
    settle([(v, t) for v, t, _ in solved])
    for v, t, found in solved:
        worst = max((abs(estimate(v, t, *k) - x[1]), k, x[1]) for k, x in found["one"].items())
        if worst[0] > 1 << 20:
            print(f"{v['model']}\t{t.row['architecture']}\t{worst[0] / 2**20:.1f} of {worst[2] / 2**20:.1f} MiB\t{worst[1]}", file=sys.stderr)
        lines.append("\t".join("" if c not in v else v[c] if isinstance(v[c], str) else f"{v[c]:.4f}".rstrip("0").rstrip(".") for c in COLUMNS))
    print("\n".join(sorted(lines, key=lambda line: line.split("\t")[0].lower())))


if __name__ == "__main__":
    main()
