"""What is measured, and how it is kept."""
import itertools

import catalogue

COLUMNS = ["architecture", "default_quant", "block_count", "full_attention_layers", "swa_layers", "shared_kv_layers", "sliding_window",
           "swa_pattern", "embedding_length", "feed_forward_length", "head_count", "head_count_kv", "head_count_kv_swa", "key_length",
           "key_length_swa", "value_length", "vocab_size", "expert_count", "expert_used_count", "expert_feed_forward_length",
           "kv_lora_rank", "rope_dimension_count", "layer_order", "ssm_inner", "ssm_groups"]
CONTEXTS = [4096, 32768, 131072]
CACHES = ["f16", "q8_0", "q4_0"]
BATCHES = [512, 2048]
PARALLEL = [1, 4]


def contexts(row, placement):
    trained = int(row["context_length"] or 1 << 20)
    found = sorted({min(c, trained) for c in CONTEXTS})
    return found[:2] if placement in ("plain", "experts") else found


def cases(contexts, placement):
    return list(itertools.product(contexts, ["f16"] if placement in ("plain", "experts") else CACHES, BATCHES, PARALLEL))


def same(row):
    """What decides a plan. Rows that share it have one."""
    return tuple(row[c] for c in COLUMNS) + (catalogue.embeds(row), min(int(row["context_length"] or 1 << 20), CONTEXTS[-1]),)


def read(path):
    """{(model, placement): {(context, cache type, batch, requests): [cache, compute of each card]}}"""
    found = {}
    for line in open(path, encoding="utf-8"):
        name, placement, given, weights, *cells = line.rstrip("\n").split("\t")
        plan = {}
        for (context, cache, batch, parallel), cell in zip(cases([int(c) for c in given.split(",")], placement), cells):
            if cell != "-":
                # llama.cpp cuts the batch down to the context.
                plan[context, cache, min(batch, context * parallel), parallel] = [int(x) for card in cell.split(" ") for x in card.split(",")]
        found[name, placement] = plan
    return found


def by_row(path):
    """Each row of the catalogue with its plans by placement, its own or those of a row with the same geometry."""
    found = read(path)
    known = catalogue.rows([])
    owner = {}
    for row in known:
        name = f"{row['name']}:{row['tag']}"
        if (name, "one") in found:
            owner.setdefault(same(row), name)
    for row in known:
        name = owner.get(same(row))
        if name:
            yield row, {placement: plan for (model, placement), plan in found.items() if model == name}
