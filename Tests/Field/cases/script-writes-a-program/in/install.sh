#!/bin/sh
    cat > "$D/hook.py" <<'PY'
    env = data.get("env") or {}
    base = env.get("ANTHROPIC_BASE_URL") or ""
    if "11434" in base:
        print("ollama")
PY
    cat > tools/other.py <<'PY'
    env = data.get("env") or {}
    base = env.get("ANTHROPIC_BASE_URL") or ""
    print("ollama", base)
PY
