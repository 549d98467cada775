#!/bin/bash
start_ollama() {
  export OLLAMA_HOST=0.0.0.0
  ollama serve &
}
start_ollama; wait
