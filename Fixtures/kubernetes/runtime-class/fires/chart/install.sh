#!/bin/sh
curl -sfL https://get.k3s.io | sh -
helm --kubeconfig /etc/rancher/k3s/k3s.yaml upgrade --install chat open-webui/open-webui -f values.yaml
