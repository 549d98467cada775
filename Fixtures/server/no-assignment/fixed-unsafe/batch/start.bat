@echo off
REM it doesn't matter
set "OLLAMA_GPU_OVERHEAD=2000000000"
start "" /B ollama serve
