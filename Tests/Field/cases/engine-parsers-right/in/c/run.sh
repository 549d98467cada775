#!/bin/sh
exec vllm serve nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-FP8 --reasoning-parser-plugin ./super_v3_reasoning_parser.py --reasoning-parser super_v3
