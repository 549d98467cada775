"""A program at a terminal, with a person who answers its questions."""
import os
import pty
import select
import time


def talk(command, answers, cwd, seconds=60):
    """What the program shows; each answer is typed once a question stands at the end of what it has shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execvp(command[0], command)
    shown, answers, end = "", list(answers), time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            shown += data.decode(errors="replace")
        elif answers and shown.endswith("] "):
            os.write(terminal, (answers.pop(0) + "\n").encode())
    os.close(terminal)
    os.waitpid(child, 0)
    if answers:
        raise AssertionError(f"never asked for {answers}: {shown}")
    return shown
