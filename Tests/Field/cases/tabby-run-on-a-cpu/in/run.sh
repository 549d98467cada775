docker run -d --name tabby -p 127.0.0.1:8080:8080 -v $HOME/.tabby:/data registry.tabbyml.com/tabbyml/tabby serve --model StarCoder-1B --device cpu
