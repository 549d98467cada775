vllm serve Qwen/Qwen3-8B --max-model-len 32768 --max-num-seq 8 --gpu-memory-util 0.8
llama-server -m /srv/a.gguf -c 16384 -ngl 99 --threads-batch 8 --override-tensor a=CPU --n-cpu-moe 4
