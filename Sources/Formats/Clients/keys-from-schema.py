#!/usr/bin/env python3
"""Key tables of clients from the schemas that their makers publish.

    keys-from-schema.py SCHEMAS-FOLDER            writes NAME.keys.yaml for each schema that is there
    keys-from-schema.py SCHEMAS-FOLDER --check    says which tables would change, and ends with 1 if any would

Only facts are taken: the names of keys, their types and allowed words, and whether others may be next to them.
"""
import json, os, sys

# Table, schema, where the schema comes from and of when.
SCHEMAS = [
    ("crush", "crush.schema.json", "charmbracelet/crush schema.json, 37f36e9, August 2026"),
    ("codex", "codex-config.2026-02.schema.json", "openai/codex codex-rs/core/config.schema.json, February 2026"),
    ("claude-code", "claude-code-settings.schema.json", "SchemaStore, Claude Code settings, 2026"),
    ("opencode", "opencode-config.2026-07.schema.json", "opencode.ai/config.json, release 1, July 2026"),
    ("llama-swap", "llama-swap-config.schema.json", "mostlygeek/llama-swap config-schema.json, f94c94a, August 2026"),
    ("qwen-code", "qwen-code-settings.2026-05.schema.json", "QwenLM/qwen-code settings.schema.json, 0.15.6, May 2026"),
]
DEEPEST = 9
# Larger sets of words change with every release.
MOST_WORDS = 12
TYPES = {"string": "text", "integer": "integer", "number": "number", "boolean": "flag", "null": "null"}


class Table:
    def __init__(self):
        self.types, self.words, self.keys = [], [], {}
        self.each = self.items = None
        self.is_open = False

    def add_type(self, name):
        if name not in self.types:
            self.types.append(name)

    def merge(self, other):
        for name in other.types:
            self.add_type(name)
        self.words += [w for w in other.words if w not in self.words]
        for key, table in other.keys.items():
            self.keys[key] = self.keys[key].merge(table) if key in self.keys else table
        for side in ("each", "items"):
            mine, theirs = getattr(self, side), getattr(other, side)
            setattr(self, side, mine.merge(theirs) if mine and theirs else mine or theirs)
        self.is_open |= other.is_open
        return self


def resolve(schema, root):
    seen = 0
    while "$ref" in schema and seen < 20:
        if not schema["$ref"].startswith("#"):
            # Another document, which is not here.
            return {}
        target = root
        for part in schema["$ref"].lstrip("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        schema = {**target, **{k: v for k, v in schema.items() if k != "$ref"}}
        seen += 1
    return schema


def table(schema, root, depth=0):
    result = Table()
    if schema is True or schema == {}:
        result.add_type("any")
        return result
    schema = resolve(schema, root)
    if depth > DEEPEST or not schema:
        result.add_type("any")
        return result
    for kind in ("anyOf", "oneOf", "allOf"):
        for part in schema.get(kind, []):
            # An alternative that only demands keys says nothing of types.
            if set(part) - {"required", "not", "if", "then", "else", "description", "title"}:
                result.merge(table(part, root, depth))
    if "const" in schema and isinstance(schema["const"], str):
        result.words.append(schema["const"])
    elif "const" in schema and isinstance(schema["const"], bool):
        result.add_type("flag")
    elif "enum" in schema and all(isinstance(w, str) for w in schema["enum"]):
        result.words += schema["enum"]
    elif "enum" in schema:
        result.add_type("any")
    else:
        types = schema.get("type", [])
        for name in [types] if isinstance(types, str) else types:
            if name in TYPES:
                result.add_type(TYPES[name])
            elif name == "array":
                result.items = table(schema.get("items", True), root, depth + 1)
            elif name == "object":
                result.merge(mapping(schema, root, depth))
    if "properties" in schema and not schema.get("type"):
        result.merge(mapping(schema, root, depth))
    if not (result.types or result.words or result.keys or result.each or result.items or result.is_open):
        result.add_type("any")
    return result


def mapping(schema, root, depth):
    result = Table()
    for key, inner in schema.get("properties", {}).items():
        result.keys[key] = table(inner, root, depth + 1)
    more = schema.get("additionalProperties", True)
    patterns = list(schema.get("patternProperties", {}).values())
    if isinstance(more, dict) and more:
        patterns.append(more)
    for inner in patterns:
        inner = table(inner, root, depth + 1)
        result.each = result.each.merge(inner) if result.each else inner
    if (more is True or more == {}) and not patterns:
        result.is_open = True
    return result


def key_text(key):
    plain = key.replace("_", "").replace("-", "")
    words = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
    return key if plain.isalnum() and not plain[0].isdigit() and key.lower() not in words else json.dumps(key)


def type_text(t):
    words = [w for w in t.words if w and "," not in w and "|" not in w]
    parts = list(t.types)
    if t.words and len(words) == len(t.words) and len(words) <= MOST_WORDS and "text" not in parts:
        parts.append("one of " + ", ".join(sorted(words)))
    elif t.words and "text" not in parts:
        parts.append("text")
    return "any" if "any" in parts else " | ".join(parts)


def plain(t):
    """A table as a value to compare."""
    return (tuple(t.types), tuple(sorted(t.words)), t.is_open, tuple((k, plain(t.keys[k])) for k in sorted(t.keys)),
            t.each and plain(t.each), t.items and plain(t.items))


def without_repeats(t):
    """Keys that are named only to say what holds for any key are left out."""
    for inner in [*t.keys.values(), t.each, t.items]:
        if inner:
            without_repeats(inner)
    if t.each:
        same = plain(t.each)
        t.keys = {key: inner for key, inner in t.keys.items() if plain(inner) != same}
    return t


def with_anchors(text):
    """The same text, in which a block that comes again is named once and referred to."""
    rows = text.split("\n")
    depth = [len(r) - len(r.lstrip()) for r in rows]
    seen, out, index = {}, [], 0
    while index < len(rows):
        end = index + 1
        while end < len(rows) and rows[end] and depth[end] > depth[index]:
            end += 1
        block = tuple(r[depth[index]:] for r in rows[index + 1:end])
        if len(block) >= 4:
            if block in seen:
                place, name = seen[block]
                name = name or f"shared-{sum(1 for _, n in seen.values() if n) + 1}"
                seen[block] = (place, name)
                out[place] = out[place] if "&" in out[place] else out[place] + f" &{name}"
                out.append(rows[index] + f" *{name}")
                index = end
                continue
            seen[block] = (len(out), None)
        out.append(rows[index])
        index += 1
    return "\n".join(out)


def lines(t, indent):
    """The value of a key: on its line, or below it."""
    own = type_text(t)
    if not (t.keys or t.each or t.items):
        if t.is_open:
            own = (own + " | map") if own and own != "any" else own or "map"
        return [" " + (json.dumps(own) if ":" in own or "," in own or own.startswith("*") else own)]
    below = []
    pad = " " * indent
    if own:
        kinds = (["list"] if t.items else []) + (["map"] if t.keys or t.each else [])
        below.append(f"{pad}=: " + json.dumps(" | ".join([own] + kinds)))
    if t.is_open:
        below.append(f"{pad}...: true")
    for key in sorted(t.keys):
        inner = lines(t.keys[key], indent + 2)
        below.append(f"{pad}{key_text(key)}:{inner[0]}")
        below += inner[1:]
    for name, side in (("*", t.each), ("[]", t.items)):
        if side:
            inner = lines(side, indent + 2)
            below.append(f'{pad}"{name}":{inner[0]}')
            below += inner[1:]
    return [""] + below


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    here = os.path.dirname(os.path.abspath(__file__))
    changed = seen = 0
    for name, file, source in SCHEMAS:
        path = os.path.join(sys.argv[1], file)
        if not os.path.exists(path) or not os.path.exists(os.path.join(here, name + ".yaml")):
            continue
        with open(path, encoding="utf-8") as f:
            root = json.load(f)
        seen += 1
        text = "# Derived by keys-from-schema.py; write what it lacks into the description next to it.\n"
        text += f"source: {json.dumps(source)}\nkeys:" + with_anchors("\n".join(lines(without_repeats(table(root, root)), 2))) + "\n"
        target = os.path.join(here, name + ".keys.yaml")
        old = open(target, encoding="utf-8").read() if os.path.exists(target) else None
        if old == text:
            continue
        changed += 1
        print(f"{name}.keys.yaml " + ("is new" if old is None else "has changed"))
        if "--check" not in sys.argv:
            with open(target, "w", encoding="utf-8") as f:
                f.write(text)
    if not seen:
        sys.exit(f"{sys.argv[1]} has none of the schemas: " + ", ".join(file for _, file, _ in SCHEMAS))
    print(f"{seen} of {len(SCHEMAS)} schemas read, {changed} tables " + ("would change" if "--check" in sys.argv else "written"))
    sys.exit(1 if changed and "--check" in sys.argv else 0)


main()
