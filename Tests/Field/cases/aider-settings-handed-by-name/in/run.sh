aider --config .aider.conf.yaml
