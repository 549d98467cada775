ln -sf $PWD/goose/config.yml ~/.config/goose/config.yaml
