"""Editors with the set-up that docs/editors.md prints, driven by keys at a terminal: tmux is the terminal.

Each editor opens files of every kind in a new home and a new repository. It must show what the command finds, and leave in
the files what `--fix` leaves in them. NEOVIM, HELIX and EMACS name other programs than those on the PATH.
"""
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import time

from trial import ROOT, Skipped, program, run

FIXTURES = os.path.join(ROOT, "Fixtures")
# Where each file comes from. Between them they are of every kind that an editor knows by another name.
FILES = {
    "Modelfile.coder": "demo/homelab", "compose.yaml": "demo/homelab", "opencode.json": "demo/homelab",
    "plain/Modelfile": None, "plain/Modelfile.chat": None, "plain/chat.modelfile": None,
    "codex/.codex/config.toml": "client/unknown-key/fires/codex-provider-key/.codex",
    "container/open-webui.container": "webui/no-persistence/fires/quadlet",
    "dotenv/.env": "server/unknown-variable/fires/dotenv", "image/Dockerfile": "server/wrong-command/fires/dockerfile",
    "notes/README.md": "gpu/not-passed-through/fires/documentation",
    "script/start.sh": "network/exposed/fires/docker-run",
    "unit/ollama.service": "server/variable-not-in-service/fires/blank-in-value",
    "vm/vm.xml": "vm/cpu-model-hides-gpu/fires/qemu64",
}
MODELFILE = "Modelfile.coder"
HOVER = "Sampling temperature"
FIX_ALL = "Apply all safe fixes"
DONE = f"{len(FILES)} files, hover, completion, a quick fix, all fixes as by --fix"
# At the end of a line, and above it.
HINTS = ["\u2192 4,096 tokens"]
LENS = "\u2192 server ollama (compose.yaml)"


class Place:
    """A new home, and a repository with the files twice: once for the editor, once for the command."""

    def __init__(self, binary, setup):
        self.binary = os.path.abspath(binary)
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.home = os.path.join(self.folder, "home")
        self.work = os.path.join(self.folder, "work")
        name, text = setup
        os.makedirs(os.path.join(self.home, os.path.dirname(name)))
        with open(os.path.join(self.home, name), "w") as file:
            file.write(text)
        for file, source in FILES.items():
            target = os.path.join(self.work, file)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if source:
                shutil.copy(os.path.join(FIXTURES, source, os.path.basename(file)), target)
            else:
                with open(target, "w") as new:
                    new.write("FROM gemma4:e4b\nPARAMETER num_ctx 64k\nPARAMETER temprature 1\n")
        shutil.copy(os.path.join(FIXTURES, "demo/homelab/.ollama-lint.yaml"), self.work)
        run("git", "init", "-q", cwd=self.work)
        self.fixed = os.path.join(self.folder, "fixed")
        shutil.copytree(self.work, self.fixed)

    def expected(self, name, work=None):
        """The command's findings in a file, as pairs of rule and line."""
        done = run(self.binary, "--format", "json", "--severity", "info", name, check=False, cwd=work or self.work)
        return sorted([d["rule"], d["range"]["start"]["line"]] for d in json.loads(done.stdout)["diagnostics"])

    def fix(self, name):
        """Fixes it in the copy, by the command: what editors show, remarks too."""
        run(self.binary, "--fix", "--severity", "info", name, check=False, cwd=self.fixed)

    def text(self, name, fixed=False):
        with open(os.path.join(self.fixed if fixed else self.work, name)) as file:
            return file.read()

    def is_fixed(self, name):
        try:
            return self.text(name) == self.text(name, fixed=True)
        except FileNotFoundError:
            return False  # A moment while it is being replaced.

    def compare(self, name):
        """Every file, for a fix may reach into others."""
        for file in FILES:
            texts = self.text(file), self.text(file, fixed=True)
            assert texts[0] == texts[1], f"after {name}, {file} is {texts[0]!r}, not {texts[1]!r}"

    def environment(self):
        path = os.path.dirname(self.binary) + ":/usr/local/bin:/usr/bin:/bin"
        return {"HOME": self.home, "PATH": path, "TERM": "screen-256color", "LANG": "C.UTF-8"}


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, place, *command):
        self.server = ["tmux", "-S", os.path.join(place.folder, "tmux"), "-f", "/dev/null"]
        variables = [f"{key}={value}" for key, value in place.environment().items()]
        run(*self.server, "new-session", "-d", "-x", "200", "-y", "50", "-c", place.work,
            shlex.join(["env", "-i", *variables, *command]), ";", "set-option", "remain-on-exit", "on")

    def keys(self, *keys):
        """Keys by tmux's names."""
        run(*self.server, "send-keys", *keys)

    def type(self, text):
        run(*self.server, "send-keys", "-l", text)

    def line(self, text):
        self.type(text)
        self.keys("Enter")

    def shown(self):
        return run(*self.server, "capture-pane", "-p", check=False).stdout

    def wait(self, what, test):
        """Until something is so; what comes of it."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if found := test():
                return found
            time.sleep(0.05)
        raise AssertionError(f"{what}; on the screen stands:\n{self.shown().rstrip()}")

    def see(self, text):
        return self.wait(f"never saw {text!r}", lambda: text in self.shown())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        run(*self.server, "kill-server", check=False)


def client(name, variable, pattern, least):
    """The editor's program and version, or why it is not tried."""
    path = os.environ.get(variable) or shutil.which(name)
    if not path or not shutil.which(path):
        raise Skipped(f"{name} is not installed")
    if not program("tmux"):
        raise Skipped("tmux is not installed")
    first = run(path, "--version").stdout
    found = re.search(pattern, first)
    assert found, first
    version = tuple(int(part) for part in found[1].split("."))
    if version < least:
        raise Skipped(f"{name} {found[1]} is older than {'.'.join(map(str, least))}")
    return path, found[1]


def snippet(name):
    """A block of docs/editors.md, as it is printed."""
    with open(os.path.join(ROOT, "docs", "editors.md"), encoding="utf-8") as file:
        found = re.search(rf"<!-- {name}:begin -->\n```\w+\n(.*?)```\n<!-- {name}:end -->", file.read(), re.S)
    assert found, f"docs/editors.md has no block {name}"
    return found[1]


def neovim(binary):
    path, version = client("nvim", "NEOVIM", r"v(\d+\.\d+)", (0, 11))
    place = Place(binary, (".config/nvim/init.lua", snippet("neovim")))
    socket = os.path.join(place.folder, "nvim")

    def ask(expression):
        done = run(path, "--server", socket, "--remote-expr", f"json_encode({expression})", check=False, env=place.environment())
        return json.loads(done.stdout or done.stderr) if done.returncode == 0 else None

    found = "luaeval('vim.tbl_map(function(d) return { d.code, d.lnum + 1 } end, vim.diagnostic.get(0))')"
    with Terminal(place, path, "--listen", socket) as terminal:
        terminal.wait("it does not start", lambda: ask("1") == 1)
        ask("execute('set shortmess+=I nomore')")

        def shows(name, expected):
            terminal.wait(f"{name}: {expected} expected, not {ask(found)}", lambda: sorted(ask(found) or []) == expected)

        def choose(title):
            terminal.type("gra")
            number = terminal.wait(f"no action {title!r}", lambda: re.search(rf"^(\d+): {re.escape(title)}", terminal.shown(), re.M))
            terminal.line(number[1])

        for name in FILES:
            terminal.line(f":edit {name}")
            shows(name, place.expected(name))
        terminal.line(":edit opencode.json")
        terminal.line(":lua vim.lsp.inlay_hint.enable(true)")
        terminal.line(":lua vim.lsp.codelens.refresh()")
        for hint in [*HINTS, LENS]:
            terminal.see(hint)
        # The lens leads to the server's file.
        terminal.line("/\"coder\"")
        terminal.line(":lua vim.lsp.codelens.run()")
        terminal.wait("the lens does not open the server's file", lambda: str(ask("expand('%:t')")) == "compose.yaml")
        terminal.line(":lua vim.lsp.inlay_hint.enable(false)")
        terminal.line(f":edit {MODELFILE}")
        terminal.line("/temperature")
        terminal.type("K")
        terminal.see(HOVER)
        terminal.type("jGo")
        terminal.type("FROM qwen3-coder-n")
        terminal.keys("C-x", "C-o")
        terminal.see("qwen3-coder-next:latest")
        terminal.keys("Escape")
        terminal.wait("not completed", lambda: ask("getline('.')") == "FROM qwen3-coder-next:latest")
        # Neovim forgets what is said of a text that it is about to read again.
        terminal.wait("the second FROM is not found", lambda: any(code == "model/duplicate-instruction" for code, _ in ask(found) or []))
        terminal.line(":edit!")
        shows(MODELFILE, place.expected(MODELFILE))
        terminal.type("gg]d")
        choose("Write 0.3")
        terminal.wait("no quick fix", lambda: "PARAMETER temperature 0.3" in (ask("getline(1, '$')") or []))
        for name in FILES:
            place.fix(name)
            terminal.line(f":edit! {name}")
            shows(name, place.expected(name))
            if not place.is_fixed(name):
                choose(FIX_ALL)
                terminal.wait("not changed", lambda: ask("&modified") == 1)
                terminal.line(":wall")
                terminal.wait("not saved", lambda: ask("&modified") == 0)
            place.compare(name)
            shows(name, place.expected(name))
    return f"{version}: {DONE}, inlay hints, a code lens"


def helix(binary):
    path, version = client("hx", "HELIX", r"helix (\d+\.\d+)", (25, 7))
    place = Place(binary, (".config/helix/languages.toml", snippet("helix")))
    with Terminal(place, path, MODELFILE) as terminal:
        terminal.see("NOR")

        def listed():
            """The list of the buffer's findings, as far as it can be read: severity, source, rule."""
            rows = re.findall(r"(?:ERROR|WARN|INFO|HINT)\s+(?:ollama-lint\s+)?([a-z-]+/[a-z-]+)", terminal.shown())
            return sorted(rows)

        def shows(name, expected):
            rules = sorted(rule for rule, _ in expected)

            # The list is of the moment when it is opened.
            def agrees():
                terminal.type(" d")
                terminal.see("severity source")
                if listed() == rules:
                    return True
                leave()

            terminal.wait(f"{name}: {rules} expected", agrees)
            leave()

        def leave():
            """By a key that is also the beginning of others, so that nothing may follow before it is heard."""
            terminal.keys("Escape")
            terminal.wait("still there", lambda: "severity source" not in terminal.shown() and "NOR" in terminal.shown())

        def edit(name):
            terminal.line(f":open {name}")
            terminal.wait("not opened", lambda: re.search(rf"NOR +{re.escape(name)} ", terminal.shown()))

        for name in FILES:
            edit(name)
            shows(name, place.expected(name))
        edit(MODELFILE)
        terminal.line("/temperature")
        terminal.type(" k")
        terminal.see(HOVER)
        terminal.keys("Escape")
        terminal.wait("still there", lambda: HOVER not in terminal.shown())
        terminal.type("geo")
        terminal.type("FROM qwen3-coder-n")
        terminal.wait("no completion", lambda: "qwen3-coder-next:latest" in terminal.shown())
        terminal.keys("C-n", "Enter")
        terminal.see("FROM qwen3-coder-next:latest")
        leave()
        terminal.line(":reload")
        shows(MODELFILE, place.expected(MODELFILE))
        terminal.type("gg]d a")
        terminal.see(FIX_ALL)
        terminal.keys("Enter")
        terminal.see("PARAMETER temperature 0.3")
        terminal.line(":reload")
        for name in FILES:
            place.fix(name)
            edit(name)
            shows(name, place.expected(name))
            if not place.is_fixed(name):
                # The last of the list, which begins anew above its first.
                terminal.type("gg a")
                terminal.see(FIX_ALL)
                terminal.keys("Up", "Enter")
                terminal.see("[+]")
                terminal.line(":write-all")
                terminal.wait(f"{name} is not saved as by --fix", lambda: place.is_fixed(name))
            place.compare(name)
            shows(name, place.expected(name))
    return f"{version}: {DONE}"


def emacs(binary):
    path, version = client("emacs", "EMACS", r"Emacs (\d+\.\d+)", (29,))
    place = Place(binary, (".config/emacs/init.el", snippet("emacs")))
    socket = os.path.join(place.folder, "emacs")
    server = f'(progn (require (quote json)) (setq server-socket-dir "{place.folder}" server-name "emacs" make-backup-files nil) (server-start))'
    ask_by = os.path.join(os.path.dirname(path), "emacsclient")

    def ask(expression):
        done = run(ask_by if os.path.exists(ask_by) else "emacsclient", "-s", socket, "--eval",
                   f"(json-encode (with-current-buffer (window-buffer) {expression}))", check=False, env=place.environment())
        return json.loads(json.loads(done.stdout)) if done.returncode == 0 else None

    found = """(vconcat (mapcar (lambda (d) (vector (plist-get (cdr (assq 'eglot-lsp-diag (flymake-diagnostic-data d))) :code)
      (line-number-at-pos (flymake-diagnostic-beg d)))) (flymake-diagnostics)))"""
    with Terminal(place, path, "-nw", "--eval", server, MODELFILE) as terminal:
        terminal.wait("it does not start", lambda: ask("1") == 1)

        def command(name, *answers):
            terminal.keys("M-x")
            terminal.line(name)
            for answer in answers:
                terminal.line(answer)

        def shows(name, expected):
            terminal.wait(f"{name}: {expected} expected, not {ask(found)}", lambda: sorted(ask(found) or []) == expected)

        def edit(name):
            command("find-file")
            terminal.keys("C-a", "C-k")
            terminal.line(os.path.join(place.work, name))

        command("eglot")
        shows(MODELFILE, place.expected(MODELFILE))
        for name in FILES:
            edit(name)
            terminal.wait("not opened", lambda: ask("buffer-file-name") == os.path.join(place.work, name))
            shows(name, place.expected(name))
        edit(MODELFILE)
        terminal.keys("M-<", "C-s")
        terminal.line("temper")
        command("eldoc")
        terminal.see(HOVER)
        terminal.keys("M->")
        terminal.type("FROM qwen3-coder-n")
        terminal.keys("C-M-i")
        terminal.wait("not completed", lambda: ask("(thing-at-point 'line t)") == "FROM qwen3-coder-next:latest")
        ask("(progn (revert-buffer t t) 1)")
        shows(MODELFILE, place.expected(MODELFILE))
        terminal.keys("M-<")
        command("flymake-goto-next-error")
        command("eglot-code-action-quickfix")
        terminal.wait("no quick fix", lambda: "PARAMETER temperature 0.3\n" in ask("(buffer-string)"))
        ask("(progn (revert-buffer t t) 1)")
        for name in FILES:
            place.fix(name)
            edit(name)
            shows(name, place.expected(name))
            if not place.is_fixed(name):
                terminal.keys("M-<")
                command("eglot-code-actions", FIX_ALL[:4] + "\t")
                terminal.wait("not changed", lambda: ask("(and (buffer-modified-p) t)"))
                command("save-some-buffers")
                terminal.see("Save file")
                terminal.type("!")
                terminal.wait("not saved", lambda: ask("(not (seq-some (lambda (b) (and (buffer-file-name b) (buffer-modified-p b))) (buffer-list)))"))
            place.compare(name)
            shows(name, place.expected(name))
    return f"{version}: {DONE}"


def vscode(binary):
    """The extension with its client library, behind a stand-in for the editor itself."""
    modules = os.environ.get("VSCODE_MODULES")
    if not shutil.which("node"):
        raise Skipped("node is not installed")
    extension = os.path.join(ROOT, "Packaging", "vscode")
    if not modules:
        modules = os.path.join(ROOT, ".build", "integration", "vscode", "node_modules")
        if not os.path.isdir(modules):
            shutil.copytree(extension, os.path.dirname(modules), dirs_exist_ok=True)
            if not shutil.which("npm") or run("npm", "install", "--omit=dev", "--ignore-scripts", check=False,
                                              cwd=os.path.dirname(modules)).returncode:
                raise Skipped("vscode-languageclient is not to be had; VSCODE_MODULES names a folder that has it")
    with open(os.path.join(extension, "package.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    assert manifest["version"] == run(binary, "--version").stdout.strip(), "the extension is of another version"
    place = Place(binary, ("unused", ""))
    before = {name: place.expected(name) for name in FILES}
    done = run("node", "--preserve-symlinks", os.path.join(ROOT, "Tests", "Integration", "vscode.js"), extension, place.work,
               place.binary, *FILES, env=dict(os.environ, NODE_PATH=os.path.abspath(modules)))
    seen = json.loads(done.stdout)
    assert seen["complaints"] == [], seen["complaints"]
    assert HOVER in seen["hover"] and seen["completion"] == ["temperature"], (seen["hover"], seen["completion"])
    for name in FILES:
        place.fix(name)
        assert sorted([f["rule"], f["line"]] for f in seen["files"][name]["findings"]) == before[name], (name, seen["files"][name])
    place.compare("all")
    quick = seen["files"][MODELFILE]["quick"]
    assert quick[0] == {"title": "Write 0.3", "kind": "quickfix", "mends": 1}, quick
    return f"vscode-languageclient {manifest['dependencies']['vscode-languageclient']}: {DONE}"
