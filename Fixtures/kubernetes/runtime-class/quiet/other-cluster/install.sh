#!/bin/sh
gcloud container clusters get-credentials models
helm upgrade --install chat open-webui/open-webui -f values.yaml
