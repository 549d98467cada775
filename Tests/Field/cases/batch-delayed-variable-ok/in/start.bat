@echo off
setlocal enabledelayedexpansion
set MODEL=phi4-mini
docker exec ollama ollama pull !MODEL!
