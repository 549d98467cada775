#!/bin/bash
export HF_HOME=/scratch/weights/hub
srun vllm serve google/gemma-3-12b-it --port 8000
vllm serve google/gemma-3-12b-it --host 127.0.0.1 --port 8001
