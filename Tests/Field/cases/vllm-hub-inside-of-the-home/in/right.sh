#!/bin/bash
export HF_HOME=/scratch/weights
export HF_HUB_CACHE=/scratch/weights/hub
vllm serve google/gemma-3-12b-it --host 127.0.0.1
