"""llama.cpp's memory plan, through the stand-in cards of engine.cpp."""
import ctypes
import json
import os
import sys
import tempfile

HOME = os.environ.get("ORACLE_HOME") or os.path.join(tempfile.gettempdir(), "oracle")
TYPES = {"f32": 0, "f16": 1, "q4_0": 2, "q4_1": 3, "q5_0": 6, "q5_1": 7, "q8_0": 8, "iq4_nl": 20, "bf16": 30}
FLASH = {"auto": -1, "off": 0, "on": 1}
LARGE = 1 << 42
EVERY_LAYER = -1


class Settings(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int32) for n in "context batch ubatch sequences outputs type_k type_v flash embeddings unified".split()]


class Failure(Exception):
    pass


def load():
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_GLOBAL)
    import xllamacpp  # noqa: F401
    library = ctypes.CDLL(f"{HOME}/liboracle.so", mode=os.RTLD_NOW | os.RTLD_GLOBAL)
    text, size = ctypes.c_char_p, ctypes.POINTER(ctypes.c_size_t)
    library.oracle_cards.argtypes = [ctypes.c_int, size]
    library.oracle_plan.argtypes = [text, ctypes.c_int32, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, text]
    library.oracle_fit.argtypes = [text, ctypes.c_void_p, size, text]
    return library


LIBRARY = load()


def settings(context, cache, batch, parallel, flash="auto", embeddings=False):
    """What Ollama starts llama-server with: a stream for each request, logits of one token a request."""
    return Settings(context * parallel, batch, batch, parallel, batch if embeddings else parallel, TYPES[cache], TYPES[cache],
                    FLASH[flash], int(embeddings), 0)


def apart(work, seconds=300):
    """Runs `work` in a process of its own, for a failed assertion of llama.cpp ends it. Returns what it returns."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        code = 1
        try:
            import signal
            signal.alarm(seconds)
            answer = work()
            with os.fdopen(write, "w") as out:
                json.dump(answer, out)
            code = 0
        except Failure as failure:
            print(failure, file=sys.stderr)
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as source:
        text = source.read()
    _, status = os.waitpid(child, 0)
    if status or not text:
        raise Failure(f"status {status}")
    return json.loads(text)


def cards(free):
    LIBRARY.oracle_cards(len(free), (ctypes.c_size_t * len(free))(*free))


def log(path):
    LIBRARY.oracle_log(path.encode())


def buffers(cells):
    found = {}
    for cell in cells:
        name, host, weights, cache, compute = cell.split(" ")
        found[name] = dict(host=int(host), weights=int(weights), cache=int(cache), compute=int(compute))
    return found


def scratch(suffix):
    handle, path = tempfile.mkstemp(suffix=suffix, prefix="oracle-")
    os.close(handle)
    return path


def tensors(metadata):
    """The tensors that the engine asks for, by name, with their dimensions. In this process: call it apart."""
    out = scratch(".tensors")
    if LIBRARY.oracle_tensors(metadata.encode(), out.encode()):
        raise Failure("no tensors")
    found = {}
    for line in open(out):
        name, *dimensions = line.rstrip("\n").split("\t")
        found[name] = [int(x) for x in dimensions]
    os.unlink(out)
    return found


def plan(path, layers, runs, experts_in_ram=False):
    """Buffers for each of the settings; None where the context cannot be made. In this process: call it apart."""
    out = scratch(".plan")
    array = (Settings * len(runs))(*runs)
    code = LIBRARY.oracle_plan(path.encode(), layers, int(experts_in_ram), ctypes.byref(array), len(runs), out.encode())
    if code:
        os.unlink(out)
        raise Failure(f"code {code}")
    lines = [line.rstrip("\n").split("\t") for line in open(out)]
    os.unlink(out)
    return [None if cells[0] != "0" else buffers(cells[1:]) for cells in lines]


def fit(path, run, margins):
    """llama.cpp's own fit to the cards' free memory. In this process: call it apart."""
    out = scratch(".fit")
    LIBRARY.oracle_fit(path.encode(), ctypes.byref(run), (ctypes.c_size_t * len(margins))(*margins), out.encode())
    status, layers, overrides, *rest = open(out).read().rstrip("\n").split("\t")
    os.unlink(out)
    split = [float(x) for x in rest[:len(margins)]]
    return dict(status=int(status), layers=int(layers), overrides=int(overrides), split=split, pattern=rest[len(margins)],
                buffers=buffers(rest[len(margins) + 1:]))
