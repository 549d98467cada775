#!/bin/sh
podman run -d --name rhaiis --restart always --device nvidia.com/gpu=all --security-opt=label=disable --shm-size=4g \
  --userns=keep-id:uid=1001 -p 127.0.0.1:8000:8000 -v /srv/rhaiis:/opt/app-root/src/.cache \
  registry.redhat.io/rhaiis/vllm-cuda-rhel9:3.1.0 \
  --model RedHatAI/Llama-3.2-1B-Instruct-FP8 --tensor-parallel-size 1
