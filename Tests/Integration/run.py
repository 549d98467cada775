#!/usr/bin/env python3
"""Tries the tool with the programs that use it, as far as they can be had here, and prints what was tried.

    Tests/Integration/run.py BINARY [NAME ...]

Python packages go into a virtual environment in .build/integration. Ends with 1 if anything failed.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from trial import ROOT, Skipped, program, run  # noqa: E402

PLACE = os.path.join(ROOT, ".build", "integration")
DEMO = os.path.join(ROOT, "Fixtures", "demo", "homelab")


def environment(*packages):
    """The Python of a virtual environment that has the packages."""
    python = os.path.join(PLACE, "venv", "bin", "python")
    if not os.path.exists(python):
        run(sys.executable, "-m", "venv", os.path.join(PLACE, "venv"))
    if run(python, "-m", "pip", "install", "-q", *packages, check=False).returncode:
        raise Skipped("no " + ", ".join(packages) + " to be had")
    return os.path.dirname(python)


def copy():
    folder = tempfile.mkdtemp()
    work = os.path.join(folder, "homelab")
    shutil.copytree(DEMO, work)
    run("git", "init", "-q", cwd=work)
    run("git", "config", "user.email", "somebody@example.com", cwd=work)
    run("git", "config", "user.name", "Somebody", cwd=work)
    return work


def reports(binary):
    """Every format is what its readers take it for."""
    tried = []
    work = copy()
    for name in ["sarif", "gitlab", "json"]:
        json.loads(run(binary, "--format", name, check=False, cwd=work).stdout)
        tried.append(name)
    for name in ["junit", "checkstyle"]:
        import xml.dom.minidom
        xml.dom.minidom.parseString(run(binary, "--format", name, check=False, cwd=work).stdout)
        tried.append(name)
    with open(os.path.join(ROOT, ".github", "problem-matcher.json"), encoding="utf-8") as file:
        pattern = json.load(file)["problemMatcher"][0]["pattern"][0]
    lines = run(binary, "--format", "jsonl", check=False, cwd=work).stdout.splitlines()
    for line in lines:
        found = re.search(pattern["regexp"], line)
        item = json.loads(line)
        assert found and found[pattern["code"]] == item["rule"] and found[pattern["file"]] == item["path"], line
        assert int(found[pattern["line"]]) == item["range"]["start"]["line"], line
    tried.append("problem matcher")
    commands = run(binary, "--format", "github", check=False, cwd=work).stdout.splitlines()
    assert len(commands) == len(lines) and all(re.match(r"::(error|warning|notice) file=", c) for c in commands)
    tried.append("github")
    return ", ".join(tried)


def junit_readers(binary):
    """JUnit by a reader of it, and against a published schema whose path is in JUNIT_SCHEMA."""
    tools = environment("junitparser")
    work = copy()
    run(binary, "--format", "junit", "--output", "out.xml", check=False, cwd=work)
    count = len(json.loads(run(binary, "--format", "json", check=False, cwd=work).stdout)["diagnostics"])
    read = "import junitparser; print(junitparser.JUnitXml.fromfile('out.xml').failures)"
    found = run(os.path.join(tools, "python"), "-c", read, cwd=work).stdout.strip()
    assert found == str(count), (found, count)
    schema = os.environ.get("JUNIT_SCHEMA")
    if schema and program("xmllint", "libxml2-utils"):
        run("xmllint", "--noout", "--schema", os.path.abspath(schema), "out.xml", cwd=work)
        return f"{count} failures read, valid"
    return f"{count} failures read; no schema given"


def sarif_schema(binary):
    """SARIF against the published schema."""
    tools = environment("check-jsonschema")
    work = copy()
    run(binary, "--format", "sarif", "--output", "out.sarif", check=False, cwd=work)
    url = "https://json.schemastore.org/sarif-2.1.0.json"
    done = run(os.path.join(tools, "check-jsonschema"), "--schemafile", os.environ.get("SARIF_SCHEMA", url),
               "--disable-formats", "regex", "out.sarif", check=False, cwd=work)
    if done.returncode and "Error" in done.stderr and "ailed to" in done.stderr:
        raise Skipped("the schema is not to be had; give its path in SARIF_SCHEMA")
    assert done.returncode == 0, done.stdout + done.stderr
    return "valid"


def baseline(binary):
    work = copy()
    run(binary, "--write-baseline", "known.json", cwd=work)
    assert run(binary, "--baseline", "known.json", cwd=work).returncode == 0
    path = os.path.join(work, "compose.yaml")
    text = open(path).read()
    open(path, "w").write("# one more line\n" + text)
    assert run(binary, "--baseline", "known.json", cwd=work).returncode == 0
    # A new mistake is told of, and an entry whose finding is gone.
    modelfile = os.path.join(work, "Modelfile.coder")
    text = open(modelfile).read()
    open(modelfile, "w").write(text.replace("0,3", "0,4"))
    again = json.loads(run(binary, "--baseline", "known.json", "--format", "json", check=False, cwd=work).stdout)
    rules = sorted(d["rule"] for d in again["diagnostics"])
    assert rules == ["lint/stale-baseline", "model/bad-parameter-value"], rules
    return "adopted, shifted, a new finding, a stale entry"


def pre_commit(binary):
    """A commit that fails, one that is fixed, and one that is clean."""
    tools = environment("pre-commit")
    work = copy()
    config = os.path.join(work, ".pre-commit-config.yaml")
    hook = "  - repo: local\n    hooks:\n      - { id: x, name: x, language: system, types: [text], require_serial: true, entry: %s }\n"
    env = dict(os.environ, PATH=tools + ":" + os.environ["PATH"], PRE_COMMIT_HOME=os.path.join(PLACE, "pre-commit"))
    run("git", "add", "-A", cwd=work)
    tried = []
    # The entries of the hooks, with the program that was just built.
    hooks = open(os.path.join(ROOT, ".pre-commit-hooks.yaml"), encoding="utf-8").read()
    entries = re.findall(r"^  entry: ollama-lint(.*)$", hooks, re.M)
    assert entries[0] == "" and "--exit-non-zero-on-fix" in entries[1], entries
    open(config, "w").write("repos:\n" + hook % binary)
    run("git", "add", "-A", cwd=work)
    assert run("pre-commit", "run", check=False, cwd=work, env=env).returncode == 1
    tried.append("a failing commit")
    open(config, "w").write("repos:\n" + hook % (binary + entries[1] + " --fail-on never"))
    run("git", "add", "-A", cwd=work)
    first = run("pre-commit", "run", check=False, cwd=work, env=env)
    assert first.returncode == 1, first.stdout
    run("git", "add", "-A", cwd=work)
    second = run("pre-commit", "run", check=False, cwd=work, env=env)
    assert second.returncode == 0, second.stdout
    tried.append("a fixed file, and a clean second run")
    return ", ".join(tried)


def try_repo(binary):
    """`pre-commit try-repo` with this repository, which builds it from the source."""
    if os.environ.get("TRY_REPO") != "1":
        raise Skipped("builds from the source for minutes; TRY_REPO=1 does it")
    tools = environment("pre-commit")
    work = copy()
    env = dict(os.environ, PATH=tools + ":" + os.environ["PATH"], PRE_COMMIT_HOME=os.path.join(PLACE, "pre-commit"))
    run("git", "add", "-A", cwd=work)
    tried = []
    env["OLLAMA_LINT_BUILD"] = "1"
    for hook in ["ollama-lint", "ollama-lint-fix"]:
        done = run("pre-commit", "try-repo", ROOT, hook, check=False, cwd=work, env=env)
        assert "Failed" in done.stdout and ("error[" in done.stdout or "warning[" in done.stdout), done.stdout + done.stderr
        tried.append(hook)
    return ", ".join(tried)


def install(binary):
    """Without Swift on the PATH: pip, the script, pre-commit, the action, the Debian package."""
    import install as ways
    folder = ways.release()
    tools = environment("pre-commit")
    tried = ["pip: " + ways.pip(folder, copy()), "install.sh: " + ways.script(folder, copy())]
    tried += ["pre-commit: " + ways.pre_commit(folder, copy(), tools), "action: " + ways.action(folder, copy())]
    tried += ["container: " + ways.container(folder, copy())]
    for name, way in [("VS Code", ways.vscode), ("dpkg", ways.debian)]:
        try:
            tried.append(f"{name}: {way(folder, copy())}")
        except Skipped as reason:
            tried.append(f"{name} skipped: {reason}")
    return "; ".join(tried)


def lsp_session(binary):
    import lsp
    return lsp.main(binary)


def init(binary):
    """Into a folder that holds something: kept, shown as a diff that applies, done with --yes, and watched for drift."""
    folder = tempfile.mkdtemp()
    work = os.path.join(folder, "a")
    os.makedirs(os.path.join(work, ".git"))
    before = "# my box\nservices:\n  db:\n    image: postgres:17  # kept\n"
    open(os.path.join(work, "compose.yaml"), "w").write(before)
    open(os.path.join(work, "README.md"), "w").write("# Mine\n")
    shutil.copytree(work, os.path.join(folder, "b"))
    asked = ["--topology", "docker", "--harness", "opencode", "--gpu", "RTX 3070", "--ram", "30GiB"]
    diff = run(binary, "init", *asked, "--diff", cwd=work).stdout
    assert sorted(os.listdir(work)) == [".git", "README.md", "compose.yaml"]
    run(binary, "init", *asked, cwd=work)
    assert open(os.path.join(work, "compose.yaml")).read() == before, "a file was changed without being asked"
    assert run(binary, "init", "--check", check=False, cwd=work).returncode == 1
    run(binary, "init", "--yes", cwd=work)
    run("patch", "-s", "-p1", input=diff, cwd=os.path.join(folder, "b"))
    for name in ["compose.yaml", "opencode.json", "LOCAL-MODELS.md", "README.md", "models/agent-64k.modelfile"]:
        texts = [open(os.path.join(folder, side, name)).read() for side in "ab"]
        assert texts[0] == texts[1], name
    assert open(os.path.join(work, "compose.yaml")).read().startswith(before + "  ollama:\n")
    assert run(binary, "init", "--check", cwd=work).returncode == 0
    model = os.path.join(work, "models", "agent-64k.modelfile")
    open(model, "a").write("PARAMETER num_ctx 2048\n")
    drift = run(binary, "init", "--check", check=False, cwd=work)
    assert drift.returncode == 1 and drift.stdout == "models/agent-64k.modelfile has drifted\n", drift.stdout
    return "kept, a diff that applies, --yes, drift"


def remote(binary):
    """A model elsewhere is asked about at a terminal, refused by Enter, and set up where somebody agrees or a flag asks."""
    import pty_session
    # The machine, where, who, what matters, how much context: other, and how much.
    answers = ["", "native", "opencode", "", "other", "200000"]
    for last, agreed in (("", False), ("y", True)):
        work = tempfile.mkdtemp()
        os.makedirs(os.path.join(work, ".git"))
        # What is there is changed only where somebody agrees: the wish goes into it.
        open(os.path.join(work, ".ollama-lint.yaml"), "w").write('machine: { gpu: "RTX 3070", ram: 30GiB }\n')
        shown = pty_session.talk(["env", "TERM=dumb", binary, "init"], answers + [last, "write", "y"], work)
        assert "leave this machine" in shown and "Set up qwen3.5:cloud next to the local models? [y/N]" in shown, shown
        text = open(os.path.join(work, "opencode.json")).read()
        assert ("qwen3.5:cloud" in text) == agreed, text
        kept = open(os.path.join(work, ".ollama-lint.yaml")).read()
        assert f"\n  remote: {'true' if agreed else 'false'}\n" in kept and "  context: 200000\n" in kept, kept
        assert run(binary, "init", "--check", cwd=work).returncode == 0
    work = tempfile.mkdtemp()
    os.makedirs(os.path.join(work, ".git"))
    asked = ["--topology", "native", "--harness", "opencode", "--gpu", "RTX 3070", "--ram", "30GiB", "--context", "200000"]
    run(binary, "init", *asked, cwd=work)
    assert "  remote: true" in open(os.path.join(work, ".ollama-lint.yaml")).read()
    assert "ollama signin" in open(os.path.join(work, "README.md")).read()
    assert run(binary, "init", "--check", cwd=work).returncode == 0
    path = os.path.join(work, "opencode.json")
    text = open(path).read()
    open(path, "w").write(text.replace("262144", "4096"))
    drift = run(binary, "init", "--check", check=False, cwd=work)
    assert drift.returncode == 1 and drift.stdout == "opencode.json has drifted\n", drift.stdout
    run(binary, "init", "--yes", cwd=work)
    assert open(path).read() == text
    return "asked, refused, agreed, set up by flags, drift"


def neovim(binary):
    import editors
    return editors.neovim(binary)


def helix(binary):
    import editors
    return editors.helix(binary)


def emacs(binary):
    import editors
    return editors.emacs(binary)


def vscode(binary):
    import editors
    return editors.vscode(binary)


def dialog(binary):
    import dialog as script
    return script.dialog(binary)


def doctor(binary):
    import doctor as script
    return script.main(binary)


def shells(binary):
    tried = []
    for shell in ["bash", "zsh", "fish"]:
        script = run(binary, "--generate-completion-script", shell).stdout
        assert "--unsafe-fixes" in script or "unsafe-fixes" in script
        if program(shell):
            run(shell, "-n" if shell != "fish" else "--no-execute", "/dev/stdin", input=script)
            tried.append(shell)
    page = run(sys.executable, os.path.join(ROOT, "Packaging", "manual.py"), binary).stdout
    assert ".SH COMMANDS" in page and "baseline" in page
    if shutil.which("man"):
        run("man", "--warnings", "-l", "/dev/stdin", input=page, env=dict(os.environ, MANPAGER="cat"))
        tried.append("man")
    return ", ".join(tried)


TRIALS = [
    reports, sarif_schema, junit_readers, baseline, install, pre_commit, try_repo, init, dialog, remote, lsp_session, neovim,
    helix, emacs, vscode, doctor, shells,
]


def main():
    binary = os.path.abspath(sys.argv[1])
    os.makedirs(PLACE, exist_ok=True)
    wanted = sys.argv[2:]
    status = 0
    for trial in TRIALS:
        if wanted and trial.__name__ not in wanted:
            continue
        try:
            print(f"{trial.__name__:14} ok       {trial(binary)}", flush=True)
        except Skipped as reason:
            print(f"{trial.__name__:14} skipped  {reason}", flush=True)
        except Exception as error:  # each trial is told of, whatever it was
            status = 1
            print(f"{trial.__name__:14} FAILED   {type(error).__name__} {error}", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
