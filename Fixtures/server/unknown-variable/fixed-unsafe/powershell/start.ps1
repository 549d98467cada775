# it starts the server
$env:OLLAMA_NUM_PARALLEL = "2"
$env:OLLAMA_KEEP_ALIVE = '30m'
Start-Process ollama -ArgumentList "serve"
