python3 -m sglang.launch_server --model-path /data/hf/hub/models--meta-llama--Llama-3.1-8B-Instruct --port 30000
