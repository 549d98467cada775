@echo off
ollama run %1
ollama pull %~1:latest
ollama pull !MODEL!
FOR %%B IN ("%dir%\*.*") DO @( ollama pull "%%~nxA:%%~nxB" )
ollama pull qwen3-coder:7b
