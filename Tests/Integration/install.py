"""Every way to install that can be tried here, without Swift on the PATH: from nothing to the first finding, with the time."""
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from trial import ROOT, Skipped, program, run

PACKAGING = os.path.join(ROOT, "Packaging")


def bare(**more):
    """An environment in which there is no Swift, and of pip's settings only the given ones."""
    kept = [p for p in os.environ["PATH"].split(":") if p and not os.path.exists(os.path.join(p, "swift"))]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "OLLAMA_LINT", "GITHUB_"))}
    return dict(environment, PATH=":".join(kept), PIP_CONFIG_FILE=os.devnull, PIP_DISABLE_PIP_VERSION_CHECK="1", **more)


def sources(folder):
    """The committed sources, as pip and pre-commit get them."""
    run("git", "clone", "-q", "--depth", "1", "file://" + ROOT, folder)
    return folder


def release():
    """A release of this platform in a folder."""
    folder = os.path.join(ROOT, ".build", "integration", "release")
    shutil.rmtree(folder, ignore_errors=True)
    run("make", "-C", ROOT, "dist")
    run(sys.executable, os.path.join(PACKAGING, "wheel.py"), folder)
    built = os.path.join(ROOT, ".build", "dist")
    for name in os.listdir(built):
        if name.endswith(".tar.gz"):
            shutil.copy(os.path.join(built, name), folder)
    if shutil.which("dpkg-deb"):
        run(sys.executable, os.path.join(PACKAGING, "deb.py"), os.path.join(built, "tree"), folder)
    run(sys.executable, os.path.join(PACKAGING, "release.py"), folder, "example/ollama-lint")
    return folder


def first_finding(tool, work, **options):
    done = run(tool, "--format", "concise", ".", check=False, cwd=work, **options)
    assert done.returncode == 1 and "[gpu/not-passed-through]" in done.stdout, done.stdout + done.stderr


def no_traceback(done, sentence):
    said = done.stdout + done.stderr
    assert done.returncode and re.search(sentence, said) and "Traceback" not in said, said


def pip(folder, work):
    """From a folder of wheels, from an index over HTTP, from a checkout, and from a checkout where there is no wheel."""
    tried = []
    with tempfile.TemporaryDirectory() as place:
        checkout = sources(os.path.join(place, "checkout"))
        simple = os.path.join(place, "index", "simple", "ollama-lint")
        os.makedirs(simple)
        for name in os.listdir(folder):
            if name.endswith(".whl"):
                shutil.copy(os.path.join(folder, name), simple)

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *arguments, **options):
                super().__init__(*arguments, directory=os.path.join(place, "index"), **options)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        index = f"http://127.0.0.1:{server.server_port}/simple"
        offline = {"PIP_NO_INDEX": "1"}
        for name, what, settings in [
            ("wheel", "ollama-lint", dict(offline, PIP_FIND_LINKS=folder)),
            ("index", "ollama-lint", {"PIP_INDEX_URL": index}),
            ("checkout", checkout, {"PIP_INDEX_URL": index}),
            ("checkout and folder", checkout, dict(offline, PIP_FIND_LINKS=folder)),
        ]:
            environment = bare(**settings)
            start = time.monotonic()
            venv = os.path.join(place, "venv-" + name.replace(" ", "-"))
            run(sys.executable, "-m", "venv", venv, env=environment)
            run(os.path.join(venv, "bin", "pip"), "install", "-q", what, env=environment)
            first_finding(os.path.join(venv, "bin", "ollama-lint"), work, env=environment)
            tried.append(f"{name} {time.monotonic() - start:.1f} s")
        server.shutdown()
        pip_path = os.path.join(place, "venv-wheel", "bin", "pip")
        done = run(pip_path, "install", checkout, check=False, env=bare(**offline))
        no_traceback(done, r"no wheel for this platform \(.*\), and Swift 6 .* is not installed")
        tried.append("a sentence where there is neither")
    return ", ".join(tried)


def script(folder, work):
    """install.sh from a release; a wrong checksum installs nothing; no release and no Swift is one sentence."""
    tried = []
    with tempfile.TemporaryDirectory() as place:
        start = time.monotonic()
        installer = os.path.join(folder, "install.sh")
        prefix = os.path.join(place, "prefix")
        run("sh", installer, "--from", folder, "--prefix", prefix, env=bare())
        first_finding(os.path.join(prefix, "bin", "ollama-lint"), work, env=bare())
        tried.append(f"{time.monotonic() - start:.1f} s")
        run("sh", installer, "--from", folder, "--prefix", prefix, env=bare())
        tried.append("again over it")
        broken = os.path.join(place, "broken")
        shutil.copytree(folder, broken)
        archive = next(n for n in os.listdir(broken) if n.startswith("ollama-lint-") and n.endswith(".tar.gz"))
        with open(os.path.join(broken, archive), "ab") as file:
            file.write(b"x")
        none = os.path.join(place, "none")
        no_traceback(run("sh", installer, "--from", broken, "--prefix", none, check=False, env=bare()), "does not have the checksum")
        assert not os.path.exists(none)
        tried.append("a wrong checksum refused")
        empty = os.path.join(place, "empty")
        os.makedirs(empty)
        checkout = sources(os.path.join(place, "checkout"))
        for path, lack in [(installer, "a checkout of the source"), (os.path.join(checkout, "Packaging", "install.sh"), "Swift 6")]:
            done = run("sh", path, "--from", empty, "--prefix", none, check=False, env=bare())
            no_traceback(done, r"no released binary of .*\. A build from source needs " + lack)
            assert len(done.stderr.splitlines()) == 1 and not os.path.exists(none)
        tried.append("a sentence where there is neither")
    return ", ".join(tried)


def pre_commit(folder, work, tools):
    """`pre-commit try-repo` of the committed sources: the first run and a later one."""
    with tempfile.TemporaryDirectory() as place:
        checkout = sources(os.path.join(place, "checkout"))
        environment = bare(PIP_NO_INDEX="1", PIP_FIND_LINKS=folder, PRE_COMMIT_HOME=os.path.join(place, "home"))
        environment["PATH"] = tools + ":" + environment["PATH"]
        head = run("git", "rev-parse", "HEAD", cwd=checkout).stdout.strip()
        with open(os.path.join(work, ".pre-commit-config.yaml"), "w") as file:
            file.write(f"repos:\n  - repo: {checkout}\n    rev: {head}\n    hooks:\n      - id: ollama-lint\n      - id: ollama-lint-fix-py\n        stages: [manual]\n")
        run("git", "add", "-A", cwd=work)
        times = []
        for _ in range(2):
            start = time.monotonic()
            done = run("pre-commit", "run", "ollama-lint", check=False, cwd=work, env=environment)
            assert done.returncode == 1 and "gpu/not-passed-through" in done.stdout, done.stdout + done.stderr
            times.append(f"{time.monotonic() - start:.1f} s")
        done = run("pre-commit", "run", "--hook-stage", "manual", "ollama-lint-fix-py", check=False, cwd=work, env=environment)
        assert done.returncode == 1 and "files were modified" in done.stdout, done.stdout + done.stderr
    return f"first {times[0]}, later {times[1]}, fixes"


def action(folder, work):
    """The script of the action: annotations, SARIF and summary; in a pull request, only what it changes."""
    with tempfile.TemporaryDirectory() as place:
        start = time.monotonic()
        run("sh", os.path.join(folder, "install.sh"), "--quiet", "--build", "never", "--from", folder,
            "--prefix", os.path.join(place, "ollama-lint"), env=bare())
        summary = os.path.join(place, "summary.md")
        environment = bare(RUNNER_TEMP=place, GITHUB_STEP_SUMMARY=summary, INPUT_PATHS=".", INPUT_SARIF="out.sarif")
        step = os.path.join(PACKAGING, "action.sh")
        done = run(step, check=False, cwd=work, env=environment)
        assert done.returncode == 1 and done.stdout.startswith("::"), done.stdout + done.stderr
        shown = f"{time.monotonic() - start:.1f} s"
        text = open(summary).read()
        assert "## ollama-lint" in text and "GiB, if it had the GPU" in text and "\n    Servers\n" in text, text
        assert os.path.getsize(os.path.join(work, "out.sarif"))
        run("git", "add", "-A", cwd=work)
        run("git", "commit", "-qm", "Base", cwd=work)
        base = run("git", "rev-parse", "HEAD", cwd=work).stdout.strip()
        path = os.path.join(work, "Modelfile.coder")
        text = open(path).read()
        open(path, "w").write(text + "PARAMETER tempreature 1\n")
        run("git", "commit", "-qam", "Change", cwd=work)
        changed = dict(environment, INPUT_CHANGED_ONLY="true", BASE_SHA=base)
        done = run(step, check=False, cwd=work, env=changed)
        assert done.returncode == 1 and done.stdout.count("::error") == 1 and "tempreature" in done.stdout, done.stdout
    return f"{shown}, a pull request's own findings only"


def container(folder, work):
    """What the Containerfile of a release runs: its copy of the script knows the version and needs no arguments."""
    with tempfile.TemporaryDirectory() as place:
        run("tar", "-xzf", os.path.join(folder, "packages.tar.gz"), "-C", place)
        recipe = os.path.join(place, "container")
        assert "--build never --prefix /out" in open(os.path.join(recipe, "Containerfile")).read()
        prefix = os.path.join(place, "out")
        environment = bare(OLLAMA_LINT_REPOSITORY="", OLLAMA_LINT_RELEASES=folder)
        run("sh", os.path.join(recipe, "install.sh"), "--build", "never", "--prefix", prefix, env=environment)
        program = os.path.join(prefix, "bin", "ollama-lint")
        first_finding(program, work, env=bare())
        done = run("sh", os.path.join(recipe, "install.sh"), "--build", "never", "--prefix", prefix, check=False,
                   env=bare(OLLAMA_LINT_REPOSITORY="", https_proxy="http://127.0.0.1:9"))
        no_traceback(done, "https://github.com/example/ollama-lint/releases/download/v.* cannot be downloaded")
    return f"the recipe's script, {os.path.getsize(os.path.join(folder, 'packages.tar.gz'))} bytes of definitions; no image was built"


def vscode(folder, work):
    """The extension installs the program where somebody agrees."""
    if not shutil.which("node"):
        raise Skipped("node is not installed")
    with tempfile.TemporaryDirectory() as place:
        extension = os.path.join(place, "extension")
        shutil.copytree(os.path.join(PACKAGING, "vscode"), extension)
        shutil.copy(os.path.join(PACKAGING, "install.sh"), extension)  # as `npm run package` does
        version = run(sys.executable, os.path.join(PACKAGING, "version.py")).stdout.strip()
        done = run("node", os.path.join(ROOT, "Tests", "Integration", "vscode_install.js"), extension,
                   os.path.join(place, "storage"), version, env=bare(OLLAMA_LINT_RELEASES=folder))
        seen = json.loads(done.stdout)
        assert len(seen["asked"]) == 1 and seen["errors"] == [], seen
        first_finding(seen["command"], work, env=bare())
    return "asked once, installed"


def debian(folder, work):
    """dpkg -i, then removed again."""
    if not shutil.which("dpkg") or os.geteuid() or shutil.which("ollama-lint", path="/usr/bin"):
        raise Skipped("wants root on Debian, and no ollama-lint there")
    package = os.path.join(folder, next(n for n in os.listdir(folder) if n.endswith(".deb")))
    start = time.monotonic()
    run("dpkg", "-i", package)
    try:
        first_finding("/usr/bin/ollama-lint", work, env=bare())
        took = time.monotonic() - start
    finally:
        run("dpkg", "-r", "ollama-lint")
    assert not os.path.exists("/usr/bin/ollama-lint")
    return f"{took:.1f} s, {os.path.getsize(package) / 1e6:.1f} MB"
