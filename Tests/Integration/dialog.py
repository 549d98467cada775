"""`init` at a terminal: tmux at 80 and 120 columns, with and without colour, and a terminal that only types."""
import os
import shlex
import tempfile
import time

import pty_session
from trial import Skipped, program, run


class Screen:
    """The program in a terminal of a size."""

    def __init__(self, folder, command, columns, variables):
        self.server = ["tmux", "-S", os.path.join(folder, "tmux"), "-f", "/dev/null"]
        words = [f"{key}={value}" for key, value in variables.items()]
        run(*self.server, "new-session", "-d", "-x", str(columns), "-y", "40", "-c", os.path.join(folder, "work"),
            shlex.join(["env", "-i", *words, *command]), ";", "set-option", "remain-on-exit", "on")

    def keys(self, *keys):
        run(*self.server, "send-keys", *keys)

    def shown(self, *flags):
        return run(*self.server, "capture-pane", "-p", *flags, check=False).stdout

    def see(self, text):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if text in self.shown():
                return
            time.sleep(0.05)
        raise AssertionError(f"never saw {text!r}; on the screen stands:\n{self.shown().rstrip()}")

    def close(self):
        run(*self.server, "kill-server", check=False)


def walk(binary, columns, colour):
    """One pass with arrows and numbers, a correction of the machine, a look at the files, and writing them."""
    with tempfile.TemporaryDirectory() as folder:
        work, home = os.path.join(folder, "work"), os.path.join(folder, "home")
        os.makedirs(os.path.join(work, ".git"))
        os.makedirs(os.path.join(home, ".continue"))
        open(os.path.join(home, ".continue", "config.yaml"), "w").write("name: x\nversion: 1.0.0\nschema: v1\nmodels: []\n")
        variables = {"HOME": home, "PATH": "/usr/bin:/bin", "TERM": "screen-256color", "LANG": "C.UTF-8"}
        if not colour:
            variables["NO_COLOR"] = "1"
        screen = Screen(folder, [binary, "init"], columns, variables)
        try:
            screen.see("This machine:")
            screen.keys("Down", "Enter")
            screen.see("GPU, e.g. RTX 3070")
            screen.keys("-l", "RTX 3079")
            screen.keys("Enter")
            # An unknown GPU is asked for again.
            screen.see("unknown GPU RTX 3079")
            screen.keys("-l", "RTX 3070")
            screen.keys("Enter")
            screen.see("RAM, e.g. 32GiB")
            screen.keys("-l", "30GiB")
            screen.keys("Enter")
            screen.see("Where does Ollama run?")
            assert all(len(line) <= columns for line in screen.shown().splitlines())
            assert ("\x1b[" in screen.shown("-e")) == colour, "colour where there should be none, or none"
            screen.keys("2", "Enter")
            screen.see("Which clients use it?")
            screen.see("[x]  2  continue")
            screen.keys("1", "Space")
            screen.see("[x]  1  opencode")
            screen.keys("Enter")
            screen.see("What matters more?")
            screen.keys("Enter")
            screen.see("How much context?")
            screen.keys("Enter")
            screen.see("Write these files?")
            text = screen.shown()
            assert "new        compose.yaml" in text or "new  compose.yaml" in text, text
            assert "of 8.0 GiB" in text and "RTX 3070" in text, text
            assert not os.path.exists(os.path.join(work, "compose.yaml"))
            screen.keys("Enter")
            screen.see("No findings.")
        finally:
            screen.close()
        written = sorted(os.listdir(work))
        assert {"compose.yaml", "opencode.json", ".continue", ".ollama-lint.yaml"} <= set(written), written
        kept = open(os.path.join(work, ".ollama-lint.yaml")).read()
        assert "gpu: NVIDIA GeForce RTX 3070" in kept and "topology: docker" in kept, kept


def leave(binary, *keys):
    """Nothing is written where somebody leaves, and the terminal is as it was."""
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, "work", ".git"))
        variables = {"HOME": folder, "PATH": "/usr/bin:/bin", "TERM": "screen-256color", "LANG": "C"}
        command = ["sh", "-c", f"{shlex.quote(binary)} init; echo ended $?; stty -a; sleep 30"]
        screen = Screen(folder, command, 80, variables)
        try:
            screen.see("This machine:")
            screen.keys(*keys)
            screen.see("ended 1")
            screen.see("icanon")
            text = screen.shown()
            assert "-icanon" not in text and "-echo " not in text, text
            assert "Nothing was written." in text, text
        finally:
            screen.close()
        assert os.listdir(os.path.join(folder, "work")) == [".git"]


def typed(binary):
    """A terminal that cannot draw over lines is asked line by line."""
    folder = tempfile.mkdtemp()
    os.makedirs(os.path.join(folder, ".git"))
    open(os.path.join(folder, ".ollama-lint.yaml"), "w").write('machine: { gpu: "RTX 3070", ram: 30GiB }\n')
    before = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"
    try:
        shown = pty_session.talk([binary, "init"], ["", "native", "opencode,9", "nonsense", "", "", "write", "y"], folder)
    finally:
        if before is None:
            del os.environ["TERM"]
        else:
            os.environ["TERM"] = before
    assert "Please type one of the numbers." in shown and "\x1b" not in shown, shown
    assert os.path.exists(os.path.join(folder, "opencode.json")), shown


def dialog(binary):
    if not program("tmux"):
        raise Skipped("tmux is not installed")
    for columns in (80, 120):
        for colour in (True, False):
            walk(binary, columns, colour)
    leave(binary, "q")
    leave(binary, "C-c")
    leave(binary, "Escape")
    typed(binary)
    return "80 and 120 columns, with and without colour, left by q, Escape and Ctrl-C, and typed"
