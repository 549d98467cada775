$wrapper = @"
@echo off
set OLLAMA_ORIGINS=app://obsidian.md*
OLLAMA_KEEP_ALIVE=1h ollama serve
"@
$wrapper | Out-File start-ollama.bat
