$settings = @{
  OLLAMA_KEEP_ALIVE = '1h'
  OLLAMA_NUM_PARALLEL=2
}
foreach ($k in $settings.Keys) { [Environment]::SetEnvironmentVariable($k, $settings[$k], 'User') }
