extension DescriptionPart {
  static let client = Self(
    "The description",
    [
      "client": "the program's name, as messages call it; needed",
      "summary": "what it is, in a few words; needed",
      "sources": "where the facts come from: repository, file, release; needed",
      "files": "the files that it reads; needed, `[]` for a program that is set up by variables alone",
      "recognise": "how files of other names are told",
      "images": "images of its containers, whose variables are its settings: `owner/name`, `*` for anything",
      "loopback": "`host` where localhost in its container is the host, as the program replaces the name",
      "command": "how its container finds a file of settings",
      "installs": "words that put it into a container: a package, an address of a script",
      "define": "conditions with a name, for `$if`",
      "concerns": "a condition under which the file is about a local model, whatever else is read",
      "section": "where its own settings are in a file that other programs share",
      "programs": "what the parts of such a file are called, by their first key, where they are programs of their own",
      "judged": "`always` where a file counts though nothing that it names runs nearby",
      "ollama": "a condition under which every server in the file is Ollama",
      "servers": "the servers that the settings name",
      "serves": "what it is to clients of its own, if it is a server",
      "choices": "the places that choose a model",
      "models": "models that it loads itself",
      "checks": "what may be wrong with single settings",
      "secrets": "where keys are",
      "keys": "the keys that it reads",
      "telemetry": "settings that send data to its makers",
      "variables": "variables that it reads from its environment",
      "init": "what `ollama-lint init` writes for it",
      "about": "what `ollama-lint explain` says beside what follows from the rest",
      "hook": "the part of a built-in client that is code",
    ])

  static let file = Self(
    "An item of `files`",
    [
      "path": "where the program looks; needed",
      "scope": "whose settings they are; `project` unless it is said",
      "matches": "ends of paths that are taken for it; `path` unless it is said",
      "syntax": "how it is written; needed", "content": "texts that must all be in it",
      "strict": "what the program makes of JSON with comments or trailing commas, where it refuses them",
    ])

  static let command = Self(
    "`command`",
    [
      "options": "options whose value is the file",
      "folder": "where the image starts relative paths; needed",
      "holds": "files that the image brings along",
      "file": "the file there that the program reads where nothing names another",
      "variable": "a variable that names another",
    ])

  static let recognise = Self(
    "`recognise`",
    [
      "possible": "names of files that are opened",
      "content": "texts by which those, and files without a known name, are recognised; all of one inner list",
      "needs": "texts that a file of a certain name needs, too", "not": "texts that speak against it",
      "suffixes": "ends of names that `content` is looked for in",
      "languages": "languages of code blocks in documentation",
      "variables": "variables that show whose a file of variables is; all of one inner list",
    ])

  static let server = Self(
    "An item of `servers`",
    [
      "at": "where its settings are; the file itself unless it is said",
      "id": "what choices call it; the key it is under unless it is said",
      "when": "a condition under which it counts", "off": "a condition under which it is turned off",
      "local": "a condition under which it runs nearby; by its address unless it is said",
      "ollama": "a condition under which it is Ollama; by its address unless it is said",
      "presumed-local": "the same where no address is written",
      "presumed-ollama": "the same where no address is written",
      "other": "a condition under which it is surely not Ollama",
      "address": "where its URL is; the first of a list that is there",
      "misread": "where people write it by mistake",
      "prefix": "what is before the URL in the same text: `NAME=`",
      "default": "the URL that the program uses where none is written",
      "shown": "where a finding about an unwritten URL points to",
      "api": "the API that the program speaks to it; in a list, the first that holds",
      "variable": "a variable that holds the URL where the file does not",
      "optional": "whether it is used unwritten, too",
      "shape": "what of a URL the program needs", "label": "what messages call the URL",
      "provider": "what its models are said to be of; the program unless it is said",
      "scheme": "whether a URL needs `http://`", "built-in": "the id of one that the program brings along",
      "endpoint": "a condition under which its URL is judged", "models": "its models",
      "checks": "what may be wrong with its settings", "secrets": "where its keys are",
    ])

  static let address = Self(
    "An item of `address`, if not a path alone",
    ["at": "where it is", "when": "a condition under which it counts, from there"])

  static let api = Self(
    "An item of `api`, if it is a list",
    [
      "is": "the API", "when": "a condition under which it holds",
      "shape": "what of a URL the program needs then",
    ])

  static let models = Self(
    "`models` of a server, beside the words for a use",
    [
      "at": "where each model is", "name": "where its name is; the key unless it is said",
      "prefix": "what is before the name and is no part of it",
      "known-as": "where the name is that the server has for it, where choices use another",
      "served-as": "where the name is by which the program offers it",
      "when": "a condition under which it counts",
      "roles": "what the models are used for", "checks": "what may be wrong with each",
      "placed": "whether findings about a model that is chosen and listed point to the choice",
      "unlisted": "a condition under which a chosen model that is not listed is used anyway",
      "unlisted-checks": "what may be wrong with one that is not listed",
    ])

  static let role = Self(
    "An item of `roles`, if not a word alone",
    [
      "when": "a condition under which it holds",
      "chosen": "`none` where no agent's model is chosen anywhere, `none-here` where none of this server is",
      "are": "the roles; `[]` for what the program has no use for", "listed": "a list in the file that names them; the item counts where it is there",
      "as": "what the words of that list are",
    ])

  static let use = Self(
    "A use of a model, in `models` and `choices`",
    [
      "context": "the context length", "output": "where the length of an answer is",
      "dimensions": "where the length of the vectors of an embedding model is",
      "dimensions-unset": "the length that the program takes where none is written",
      "tools": "where it is said whether tools are offered", "tools-word": "a word in a list that says so",
      "tools-offered": "whether they are where nothing is said, or a condition under which they are",
      "images": "where it is said whether images are sent, or `always`",
      "prompt": "what the program's own prompt takes",
      "unsent-context": "context options that are never sent",
      "thinks": "a condition under which the model is asked to think",
      "thinking": "where a flag is that says whether it is",
      "instructions": "texts of the user's that go before every chat",
    ])

  static let context = Self(
    "`context`",
    [
      "sent": "where a length is that requests carry",
      "stated": "where a length is that only the program counts on",
      "written": "where a fix writes it", "quoted": "whether a fix writes it in quotes",
      "unset": "what happens where none is written",
      "answer-on-top": "whether the answer is not part of the stated length",
      "needs": "tokens that the program needs as an agent, where that is published; 64000 otherwise",
    ])

  static let unset = Self(
    "`unset`",
    [
      "when": "a condition under which it holds", "sends": "tokens that requests carry then",
      "counts-on": "tokens that the program counts on, or `trained`",
      "asks-otherwise": "tokens that it requests if the model sets none", "unknown": "nobody knows",
      "because": "why, as a sentence",
    ])

  static let toolsWord = Self("`tools-word`", ["in": "the list", "word": "the word"])
  static let prompt = Self("`prompt` of a use", ["tokens": "how many", "because": "of what, as a sentence"])

  static let choice = Self(
    "An item of `choices`, beside the words for a use",
    [
      "at": "where it is", "when": "a condition under which it counts",
      "provider": "where the server's id is",
      "provider-is": "the id, where it is always the same", "model": "where the model's name is",
      "separator": "what is between both in one text",
      "only-listed": "whether there are only servers that are written",
      "prefix": "what is before the name and is no part of it", "aliases": "names that are no models",
      "roles": "what it chooses the model for", "later-roles": "the same for the second and later ones",
      "repeated": "`first` where the same name again says nothing new",
      "checks": "what may be wrong with it", "api": "the API of a server that the program brings along",
    ])
}
