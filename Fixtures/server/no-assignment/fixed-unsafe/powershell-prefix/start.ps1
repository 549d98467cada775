# for the web app
$env:OLLAMA_KEEP_ALIVE = "1h"; ollama serve
$env:OLLAMA_NUM_PARALLEL = "2"
$env:OLLAMA_LOAD_TIMEOUT = "10m"
