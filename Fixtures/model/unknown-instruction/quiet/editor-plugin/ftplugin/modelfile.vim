setlocal commentstring=#\ %s
if exists("b:did_ollama") | finish | endif
