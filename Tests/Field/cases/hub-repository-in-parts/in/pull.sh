#!/bin/sh
ollama pull hf.co/unsloth/DeepSeek-R1-0528-GGUF:UD-Q2_K_XL
