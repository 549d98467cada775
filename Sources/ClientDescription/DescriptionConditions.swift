extension DescriptionPart {
  static let condition = Self(
    "A condition: paths with tests that all hold; in a list, one of them",
    [
      "PATH": "a test of what is there", "all": "conditions that all hold", "any": "conditions, one holds",
      "not": "a condition that does not hold", "$if": "a condition of `define`",
      "$file": "a pattern of the file's path",
      "$differ": "two texts that can both be told and differ", "$hook": "a condition that code decides",
      "$elsewhere": "a text that another file of the repository has",
      "$beside": "the name of a file in the same folder",
      "$documentation": "`true` where the text is an example in documentation",
      "$local": "`\"true\"` in `checks` of a file that names a server of one's own",
      "$excerpt": "`true` where the text is a part of another file, such as an example in documentation",
      "$id": "a test of the key that `*` matched", "$key": "a test of the key of the setting",
      "$value": "a test of its value", "$ollama": "`\"true\"` at a server that is Ollama", "$address": "a test of the server's URL",
    ])

  static let test = Self(
    "A test, if not a value, a list of values, `present`, `missing` or `empty`",
    [
      "is": "one of these texts", "matches": "patterns with `*`", "url": "what kind of URL it is",
      "above": "a number above this", "below": "a number below this", "type": "a value of this type",
      "key-of": "a key of the mapping at that path", "same-as": "the text at that path",
      "listed-in": "one of the texts at that path",
      "library-model": "a model of Ollama's library, with a tag",
      "embedding-model": "the name of a model that only makes embeddings",
      "litellm-model": "a name whose provider LiteLLM can tell",
      "at-least": "so many items or more", "not-below": "no less than the number at that path",
      "server-variable": "a variable that only the Ollama server reads",
      "has": "a list with one of these texts",
      "contains": "one of these words, in capital or small letters",
      "reference": "the name of a variable as some program writes it: `$NAME`, `{env:NAME}`",
      "repeats": "the text of an earlier place at that path",
      "above-all-of": "more than every number of the list at that path",
    ])

  static let check = Self(
    "An item of `checks`",
    [
      "key": "a setting that is there", "missing": "one that is not", "document": "the whole file",
      "shown": "the key that a finding about a missing one points to", "shown-value": "the same for a value",
      "or-empty": "whether an empty text is missing, too",
      "when": "a condition under which something is wrong",
      "kind": "which rules report it; `setting` unless it is said", "status": "what is wrong with the key",
      "problem": "what is wrong with the value", "name": "what messages call the key",
      "replacement": "the key that is right", "corrected": "the value that is right",
      "expected": "what the value must be, in words",
      "consequence": "what the program does, without a full stop",
      "counterpart": "what else it is about", "must-be": "the type of the value",
      "nearest": "words; the nearest is meant", "nearest-key-of": "the same for keys of a mapping",
      "nearest-value-of": "the same for values", "quoted": "whether a fix writes quotes",
      "first": "whether a fix writes it before all other keys", "after": "the key that it writes it behind",
      "value-is-key": "whether `status` is about the value",
    ])

  static let keys = Self(
    "`keys`",
    [
      "table":
        "the keys with their types; `*` for any key, `[]` for an item, `...` where there may be more, `=` for the value itself",
      "source": "where the table comes from", "instead": "words of other programs, by place",
      "unknown":
        "what the program does with an unknown key, by place; such keys are findings only where this is said",
      "wrong-type": "what it does with a value of another type, by place; the same holds",
      "wrong-type-kind": "which rules report those; `client-value` unless it is said",
      "loose": "whether `\"5\"` is a number to it, and `5` a text",
      "kind": "which rules report misspelt keys; `client-setting` unless it is said",
      "unknown-kind": "which rules report unknown ones; `client-setting` unless it is said",
      "complete": "whether the table is surely complete",
      "when": "a condition under which keys are looked at",
      "prefix": "what may be before a key: `no-`",
    ])

  static let secret = Self(
    "An item of `secrets`, if not a path alone",
    [
      "at": "where it is", "prefix": "what is before it in the same text", "instead": "what a fix writes",
      "when": "a condition under which the item counts",
      "names-end-with": "how the names of such keys end",
    ])

  static let served = Self(
    "`serves`",
    [
      "port": "where it listens; needed", "names": "where the names of its models are",
      "open": "a condition under which it may have others", "loads": "commands that it runs",
    ])

  static let loads = Self(
    "`loads`",
    [
      "at": "where each model is", "aliases": "where its other names are", "command": "where its command is",
      "macros": "where texts are that the command stands for",
    ])

  static let loaded = Self(
    "An item of the description's own `models`",
    [
      "at": "where it is", "when": "a condition under which it counts",
      "name-below": "a folder of the file's path; the name is what follows",
      "drops-suffix": "an end that is no part of it",
      "name": "where the name is", "shown": "where findings point to",
      "shown-key": "the key that they point to",
      "context": "where its context length is; needed", "field": "the `key` of an item that holds it",
    ])

  static let telemetry = Self(
    "An item of `telemetry`",
    [
      "when": "a condition under which data is sent", "at": "the setting", "says": "what is sent",
      "instead": "what a fix writes; it removes the setting unless it is said",
    ])

  static let variable = Self(
    "A variable",
    [
      "shape": "what of a URL it needs", "api": "the API behind it; `native` unless it is said",
      "separator": "what is between several URLs", "is": "what it means",
    ])

  static let addition = Self(
    "An item of `init`",
    [
      "when": "for which setups", "choice": "keys that decide together what is used",
      "write": "the settings, with `$model`, `$server`, `$context`, `$answer` and `$images`",
    ])

  static let about = Self(
    "`about`",
    [
      "type": "what kind of program it is", "agent": "whether it works with tools by itself",
      "autocomplete": "whether it completes code", "git": "what it does with a repository's history",
      "context": "who decides the context", "set-context": "how to set 64K",
      "prompt": "what its own prompt takes", "tools": "to which models it offers tools",
      "timeout": "how long it waits", "wrong-keys": "what it does with unknown keys",
      "layers": "how its files are merged", "notes": "anything else",
    ])
}
