"""What pip, uv and pre-commit call to install from a checkout (PEP 517).

The program comes as the released wheel of the same version, from the package index that pip is configured for, or else
from a build with Swift. OLLAMA_LINT_BUILD=1 builds in any case.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

import version
import wheel


def released(folder):
    """The name of the released wheel, put into the folder, or why there is none."""
    # pip hides itself from the backends that it runs in isolation; its own index settings (PIP_INDEX_URL, PIP_FIND_LINKS,
    # pip.conf) are passed on.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    commands = [[sys.executable, "-m", "pip"]] + [[path] for path in map(shutil.which, ("pip3", "pip")) if path]
    for command in commands:
        if subprocess.run(command + ["--version"], env=environment, capture_output=True).returncode:
            continue
        with tempfile.TemporaryDirectory() as place:
            asked = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
            done = subprocess.run(
                command + asked + ["--dest", place, f"ollama-lint=={version.read()}"],
                env=environment, capture_output=True, text=True)
            files = glob.glob(os.path.join(glob.escape(place), "ollama_lint-*.whl"))
            if done.returncode == 0 and len(files) == 1:
                name = os.path.basename(files[0])
                shutil.copyfile(files[0], os.path.join(folder, name))
                return name, None
            lines = [line for line in done.stderr.splitlines() if line.strip()]
            return None, lines[-1].strip() if lines else "pip found no wheel"
    return None, "no pip to query the package index with"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    reason = "OLLAMA_LINT_BUILD is set"
    if os.environ.get("OLLAMA_LINT_BUILD") != "1":
        name, reason = released(wheel_directory)
        if name:
            return name
    if not shutil.which("swift") or not shutil.which("make"):
        # An exception would bury the sentence under a traceback.
        sys.exit(
            f"ollama-lint {version.read()}: the package index has no wheel for this platform ({reason}), "
            "and Swift 6 (https://www.swift.org/install) is not installed to build one.")
    if subprocess.run(["make", "release"], cwd=wheel.ROOT).returncode:
        sys.exit("ollama-lint: the build with Swift failed; its messages are above.")
    subprocess.run(["strip", wheel.BINARY], check=False)
    return wheel.build(wheel_directory)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder, metadata = wheel.information()
    os.makedirs(os.path.join(metadata_directory, folder), exist_ok=True)
    with open(os.path.join(metadata_directory, folder, "METADATA"), "w", encoding="utf-8") as file:
        file.write(metadata)
    return folder


def build_sdist(sdist_directory, config_settings=None):
    sys.exit("ollama-lint: a source distribution is the repository itself; install from a checkout or from a wheel.")
