@echo off
robocopy "%USERPROFILE%\.ollama" "E:\llm" /E
setx OLLAMA_HOME "E:\llm"
