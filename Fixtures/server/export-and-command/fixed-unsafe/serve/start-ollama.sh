#!/bin/bash
OLLAMA_NUM_PARALLEL=2 ollama serve
