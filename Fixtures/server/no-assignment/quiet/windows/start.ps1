$env:OLLAMA_KEEP_ALIVE = "24h"
$env:OLLAMA_NUM_PARALLEL = 2
$env:OLLAMA_FLASH_ATTENTION=$true
$values = @{
  OLLAMA_KEEP_ALIVE="1h"
}
ollama serve
