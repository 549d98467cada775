import "dotenv/config";
fetch(`${process.env.OLLAMA_API_BASE}/models`);
