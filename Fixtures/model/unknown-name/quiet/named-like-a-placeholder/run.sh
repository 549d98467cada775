ollama create your-model -f Modelfile.your-model
ollama run your-model
