"""What trials share."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from tool import ROOT  # noqa: E402, F401


class Skipped(Exception):
    pass


def run(*command, check=True, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def program(name, package=None):
    """A program, installed where that is possible without a question."""
    if not shutil.which(name) and shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "install", "-y", "-q", package or name, check=False)
    return shutil.which(name)
