#!/bin/sh
ollama run hf.co/Qwen/Qwen2.5-7B-Instruct
