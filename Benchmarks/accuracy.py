#!/usr/bin/env python3
"""How near `ollama-lint fit` comes to what was logged and measured.

Reads a table of measurements (tab-separated; columns as in the header of Benchmarks/measurements.tsv) and prints,
per kind of figure, the count, the median and the 90th-percentile error, and the worst rows.

    Benchmarks/accuracy.py BINARY TABLE [--all]

Each row is judged by the version of Ollama it was measured with, since three generations of it place models differently.
"""
import json
import re
import statistics
import subprocess
import sys

MIB = 1 << 20
# What the Windows desktop of the machine with peaks holds: its rows say that it is included, not how much.
DESKTOP = 1500 * MIB
# A GPU whose backend it is, for rows of the buffers that it logged: with the row's memory, for it has not all of the row's cards.
BACKENDS = {"ROCm": "RX 7900 XTX", "Vulkan": "Arc A770", "Metal": "M2 Ultra"}
# What Qwen's projectors compute in, which `fit` counts and those logs leave out.
PICTURES = 593_149_952


def rows(path):
    lines = [line for line in open(path, encoding="utf-8") if not line.startswith("#")]
    header = lines[0].rstrip("\n").split("\t")
    for line in lines[1:]:
        cells = line.rstrip("\n").split("\t")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells))))


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


# What a row measures and under which conditions: the words of Benchmarks/measurements.tsv, and the signs by which they
# are found in a table whose notes are prose.
SIGNS = [
    ("estimate", "pre-load estimate"), ("smi", "nvidia-smi"), ("ps", "`ollama ps`"), ("ps", "api ps"),
    ("llamacpp", "not Ollama"), ("total-context", "num_ctx is total over"), ("full-swa", "without sliding window"),
    ("full-swa", "full-size SWA"), ("peak", "peak nvidia-smi"), ("tuned", "FA=1, KV q8_0, NUM_PARALLEL=4"),
    ("gpu100", "100% GPU"), ("cpu100", "100% CPU"), ("split", "CPU/GPU"), ("default-context", "default num_ctx"),
    ("partial-graph", "compute_graph is graph.partial"), ("weights-with-kv", "repeating layers + KV"),
    ("weights-are-buffers", "weights are runner buffers"),
    ("weights-are-buffers", "weights and graph are runner buffers"), ("unified", "kv_unified with"), ("device-log", "per-device sizes logged"),
    ("buffers", "buffers of one backend"), ("whole-batch", "results of a whole batch"), ("forced", "num_gpu="), ("experts-by-hand", "experts kept in RAM"), ("desktop", "desktop included"),
]


def words(row):
    note = row["note"]
    given = set(note.split())
    return {word for word, sign in SIGNS if sign in note or word in given}


def batch(row):
    match = re.search(r"(?:n_ubatch|BatchSize|batch)[ =](\d+)", row["note"])
    return match and match[1]


def convert(path):
    """The table with its notes as words, for Benchmarks/measurements.tsv."""
    header = None
    for row in rows(path):
        if header is None:
            header = list(row)
            print("\t".join(header))
        note = " ".join(sorted(words(row)) + ([f"num_gpu={forced(row)}"] if forced(row) else []))
        if batch(row):
            note += f" batch={batch(row)}"
        print("\t".join((row | {"note": note.strip()}).values()))


def model_name(row):
    """The library's name for the row's model, or None."""
    name = row["model"].strip()
    quant = row["quant"].strip().removesuffix(" QAT")
    if name.startswith("hf.co/"):
        repository, _, tag = name.rpartition("/")[2].partition(":")
        match = re.fullmatch(r"(?i)(qwen[\d.]+)-([\d.]+b)(?:-gguf)?", repository)
        return f"{match[1].lower()}:{match[2].lower()}-{tag}" if match else None
    if "(" in name:
        return None
    if " " in name and ":" not in name.split()[0]:
        name, quant = name.split()[0], quant
    if ":" not in name:
        match = re.fullmatch(r"(?i)(qwen[\d.]+|gemma-?\d|codestral)-([\d.]+b(?:-a\d+b)?)(?:-.*)?", name)
        if match:
            family = match[1].lower().replace("gemma-", "gemma")
            size = match[2].lower()
            name = f"{family}:{size}"
    if quant and re.fullmatch(r"(Q\d\w*|IQ\d\w*|F16|BF16)", quant) and ":" in name and quant.lower() not in name.lower():
        size = name.split(":")[1]
        if not re.search(r"q\d", size):
            name = f"{name}-{quant}"
    return name


def vram(row):
    """Memory of all cards, in GiB, and how many there are."""
    match = re.match(r"(\d+)x? ", row["gpu_name"])
    count = int(match[1]) if match else 1
    # What was free says more than the size, where only one of them is known.
    total = number(row["gpu_total_GiB"]) or number(row["gpu_available_GiB"])
    if not total:
        match = re.search(r"(\d+) ?GB", row["gpu_name"])
        total = match and int(match[1])
    return total and total * count, count


def unlike(row):
    """Names of cards that are not all the same, as `fit` takes them."""
    return row["gpu_name"] if " + " in row["gpu_name"] else None


def backend(row, found):
    """What a row of logged buffers ran on."""
    match = re.search(r"\((\w+)\)$", row["gpu_name"]) if "buffers" in found else None
    return match and match[1]


def forced(row):
    """Layers that num_gpu puts on the GPU, whatever fits."""
    match = re.search(r"num_gpu=(\d+)", row["note"])
    return match and match[1]


def unsaid_version(row, found):
    """The release of a row that does not say it, by the date of its source or by what only that release did."""
    oss = row["model"].startswith("gpt-oss")
    if "tuned" in found:
        # October 2025. Only in 0.12.0 and 0.12.1 was qwen3 measured and qwen3moe still estimated by formula, as here.
        return "0.12.0"
    if "ikawrakow" in row["source"] or "whole-batch" in found:
        # llama.cpp before it was told how many results are wanted, and a fork of it.
        return "0.5.0"
    issue = re.search(r"ollama/ollama#(\d+)", row["source"])
    if oss and (issue or "estimate" in found):
        # Its graph was guessed twice as large where a layer did not fit, until 0.11.3.
        return "0.11.3" if (number(row["compute_graph_MiB"]) or 0) > 90000 else "0.11.2"
    if "estimate" in found or issue and int(issue[1]) < 11600:
        return "0.9.0"
    if "20260116" in row["source"] or "default-context" in found:
        return "0.14.0"
    if "peak" in found:
        # It has models of February and March 2026.
        return "0.17.1"
    if "device-log" in found:
        return "0.12.0" if issue else "0.16.0"
    return ""


def displayed(size):
    """A size of `ollama ps` in MiB: from 10 GB on it cuts the decimals off, so half a gigabyte is missing on average."""
    return size + 0.5e9 / MIB if size >= 10e9 / MIB and round(size * MIB / 1e9, 1) % 1 == 0 else size


def fit(binary, row, name, context, parallel, cache, flash):
    command = [binary, "fit", name, "--format", "json", "--context", str(int(context)), "--parallel", str(parallel)]
    command += ["--kv-cache-type", cache]
    if flash:
        command += ["--flash-attention", flash]
    found = words(row)
    version = row["ollama_version"] or unsaid_version(row, found)
    if version:
        command += ["--ollama", version]
    if batch(row):
        command += ["--batch", batch(row)]
    elif "llamacpp" in found:
        command += ["--batch", "512"]
    memory, count = vram(row)
    gpu = row["gpu_name"]
    card = re.match(r"(?:\d+x )?((?:RTX|GTX) \d{4}(?: Ti| SUPER)?(?: Laptop)?)(?: \d+GB)?$", gpu)
    # On a card that nobody describes, what was there decides.
    layers = forced(row) or (not memory and row["layers_offloaded"])
    if layers:
        command += ["--layers", str(int(float(layers)))]
    if unlike(row):
        command += ["--gpu", gpu]
    elif backend(row, found):
        command += ["--gpu", f"{count}x {BACKENDS[backend(row, found)]}", "--vram", f"{memory or 4096}GiB"]
    elif memory and (card or count > 1):
        command += ["--gpu", f"{count}x {card[1] if card else 'RTX 3090'}", "--vram", f"{memory}GiB"]
    elif gpu.startswith("CPU"):
        command += ["--gpu", "none"]
    elif memory:
        command += ["--vram", f"{memory}GiB"]
    else:
        # Without a word about the machine this computer would be taken: one with room for everything.
        command += ["--vram", "4096GiB"]
    total, free = number(row["gpu_total_GiB"]), number(row["gpu_available_GiB"])
    if total and free and "desktop" not in found:
        command += ["--held", f"{total - free}GiB"]
    if "desktop" in found:
        command += ["--held", str(DESKTOP)]
    answer = subprocess.run(command, capture_output=True, text=True)
    is_known = bool(memory or unlike(row))
    if answer.returncode != 0 and unlike(row):
        # Cards that nobody plays with.
        command[command.index("--gpu"):command.index("--gpu") + 2] = ["--vram", "4096GiB"]
        answer = subprocess.run(command, capture_output=True, text=True)
        is_known = False
    if answer.returncode != 0:
        return None
    guess = json.loads(answer.stdout)["models"][0]
    if not is_known and not gpu.startswith("CPU"):
        guess["placement"]["fits"] = "unknown"
        guess["placement"]["gpu_layers"] = guess["speed"] = None
        guess["placement"]["gpu_bytes"] = guess["memory"]["total"] - guess["memory"]["in_ram_anyway"]
    return guess


def main():
    if sys.argv[1] == "--convert":
        return convert(sys.argv[2])
    binary, table = sys.argv[1], sys.argv[2]
    errors = {}
    verdicts = [0, 0]
    skipped = []
    for row in rows(table):
        found = words(row)
        name = model_name(row)
        parallel = int(number(row["num_parallel"]) or 1)
        context = number(row["num_ctx"])
        cache = row["kv_cache_type"] or "f16"
        flash = {"on": "on", "off": "off"}.get(row["flash_attention"])
        if "tuned" in found:
            parallel, cache, flash = 4, "q8_0", "on"
        if context is None and "default-context" in found:
            context = 4096
        if context and "total-context" in found:
            context /= parallel
        if "unified" in found:
            # Requests share one stream: the cells are as many as the context, and each may take all of them.
            parallel = 1
        guess = name and fit(binary, row, name, context or 4096, parallel, cache, flash)
        if not guess:
            skipped.append((row["id"], row["model"], "not in the catalogue"))
            continue

        def compare(kind, measured, estimated):
            if measured and estimated is not None:
                error = (estimated / MIB - measured) / measured * 100
                errors.setdefault(kind, []).append((abs(error), error, row["id"], row["model"], context, measured, estimated / MIB))

        memory, place, speed = guess["memory"], guess["placement"], guess["speed"]
        if "llamacpp" in found and memory["vision"]:
            # Only the text part was loaded.
            for part in ("file", "weights", "total"):
                memory[part] -= memory["vision"]
            place["gpu_bytes"] -= memory["vision"]
        weights = number(row["weights_total_MiB"])
        if weights and "weights-with-kv" not in found:
            # Ollama's own estimate leaves out what stays in RAM anyway.
            left_out = memory["in_ram_anyway"] + memory["vision"] if "estimate" in found and "weights-are-buffers" not in found else 0
            compare("weights", weights, memory["weights"] - left_out)
        size = number(row["file_size_GiB"])
        if size and "default-context" not in found:
            compare("file size", size * 1024, memory["file"])
        if context:
            of = f", {backend(row, found)}" if backend(row, found) else ""
            compare("KV cache" + of, number(row["kv_total_MiB"]), None if "full-swa" in found else memory["kv_cache"])
            if "partial-graph" not in found and "estimate" not in found:
                pictures = PICTURES if of and memory["vision"] and name.startswith("qwen") else 0
                compare("compute" + of, number(row["compute_graph_MiB"]), memory["compute"] - pictures)
            gpu = number(row["total_gpu_MiB"])
            on_gpu = place["gpu_bytes"] if place["fits"] != "no" else None
            required = number(row["total_required_MiB"])
            if required and "api" not in found and found & {"ps", "estimate"} and memory["ollama_ps"] is not None:
                kind = "size, as Ollama estimated" if "estimate" in found else "size, ollama ps"
                compare(kind, required if "estimate" in found else displayed(required), memory["ollama_ps"])
            offloaded, layers = number(row["layers_offloaded"]), number(row["layers_total"])
            # A part of the model on a GPU that nobody described.
            unknown_part = not vram(row)[0] and not unlike(row) and layers and (offloaded or 0) < layers
            if gpu and not unknown_part and not found & {"split", "estimate", "experts-by-hand", "full-swa"}:
                if "smi" in found and "peak" not in found:
                    compare("total, nvidia-smi", gpu, on_gpu)
                elif "peak" in found:
                    compare("total, peak with a desktop", gpu, on_gpu and on_gpu + DESKTOP)
                elif "ps" in found:
                    pass
                else:
                    compare("total, logged", gpu, on_gpu and on_gpu - memory["overhead"])
            if offloaded is not None and layers and place["gpu_layers"] is not None and vram(row)[0] and not found & {"experts-by-hand"}:
                errors.setdefault("layers offloaded", []).append(
                    (abs(place["gpu_layers"] - offloaded) / layers * 100, (place["gpu_layers"] - offloaded) / layers * 100,
                     row["id"], row["model"], context, offloaded, place["gpu_layers"]))
            whole = "gpu100" in found or (offloaded is not None and offloaded == layers)
            spilt = "split" in found or "cpu100" in found or (offloaded is not None and layers and offloaded < layers)
            if (whole or spilt) and place["fits"] != "unknown" and not found & {"forced", "experts-by-hand"}:
                right = (place["fits"] == "entirely") == whole
                verdicts[0] += right
                verdicts[1] += 1
                if not right:
                    print(f"  verdict: row {row['id']} {row['model']} at {context:.0f}: {'whole' if whole else 'spilt'}, estimated {place['fits']}")
            rate = number(row["tokens_per_s"])
            if rate and speed:
                low, high = speed["tokens_per_second"]["low"], speed["tokens_per_second"]["high"]
                off = 0 if low <= rate <= high else (rate - high) / rate * 100 if rate > high else (low - rate) / rate * 100
                errors.setdefault("speed outside the range", []).append((abs(off), off, row["id"], row["model"], context, rate, (low + high) / 2))
    print(f"{'kind':28}{'rows':>5}{'median':>9}{'90th':>9}{'bias':>9}   per cent")
    for kind, found in sorted(errors.items()):
        sizes = sorted(error[0] for error in found)
        ninetieth = sizes[min(len(sizes) - 1, int(len(sizes) * 0.9))]
        bias = statistics.median(error[1] for error in found)
        print(f"{kind:28}{len(found):5}{statistics.median(sizes):9.1f}{ninetieth:9.1f}{bias:+9.1f}")
    totals = [error for kind, found in errors.items() if kind.startswith(("total", "size")) for error in found]
    if totals:
        sizes = sorted(error[0] for error in totals)
        print(f"{'all totals':28}{len(sizes):5}{statistics.median(sizes):9.1f}{sizes[int(len(sizes) * 0.9)]:9.1f}{statistics.median(e[1] for e in totals):+9.1f}")
    if verdicts[1]:
        print(f"fits or spills: {verdicts[0]} of {verdicts[1]} right")
    print("\nWorst ten:")
    worst = sorted((error + (kind,) for kind, found in errors.items() for error in found), reverse=True)[:10]
    if "--all" in sys.argv:
        worst = sorted((error + (kind,) for kind, found in errors.items() for error in found), reverse=True)
    for _, error, row, model, context, measured, estimated, kind in worst:
        shown = f" at {context:.0f}" if context else ""
        print(f"  {error:+7.1f} %  {kind:26} {measured:9.0f} -> {estimated:9.0f}  {model}{shown} (row {row})")
    if skipped:
        print(f"\n{len(skipped)} rows left out: " + ", ".join(f"{model} ({row})" for row, model, _ in skipped))


if __name__ == "__main__":
    main()
