#!/bin/sh
curl -sfL https://get.k3s.io | sh -s - --default-runtime=nvidia
kubectl apply -f pod.yaml
