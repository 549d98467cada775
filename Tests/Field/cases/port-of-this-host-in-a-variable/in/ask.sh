#!/bin/bash
HOST_IP=${HOST_IP:-localhost}
curl -s "http://${HOST_IP}:11434/api/tags"
