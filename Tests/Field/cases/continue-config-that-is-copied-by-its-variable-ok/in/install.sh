cp .continue/config.yaml "${HOME}/.continue/config.yaml"
