/// Which of its providers LiteLLM takes a model name for.
///
/// Source: BerriAI/litellm 1.110.2, `litellm/types/utils.py` (LlmProviders) and
/// `litellm_core_utils/get_llm_provider_logic.py`: what stands before the first slash is the provider if it is in the
/// list; a name without one is looked up among the models of OpenAI, Anthropic and the like.
public enum LiteLLMProviders {
  /// Whether the provider can be told by the name alone: `ollama_chat/qwen3`, `gpt-4o`; not `qwen/qwen3` or `qwen3:8b`,
  /// which every call answers with "LLM Provider NOT provided".
  public static func isProviderKnown(_ model: String) -> Bool {
    // Stars stand for any name, and what is computed may be any.
    if model.contains("*") || model.contains("$") || model.hasPrefix("os.environ/") { return true }
    guard let slash = model.firstIndex(of: "/") else { return isOfMaker(model) }
    return names.contains(model[..<slash])
  }

  /// Beginnings of names that LiteLLM has in its list of models; a release may add others with the same beginning.
  private static let beginnings = [
    "gpt-", "o1", "o3", "o4", "chatgpt", "claude", "gemini", "text-embedding", "ft:", "dall-e", "whisper",
    "tts-",
    "davinci", "babbage", "deepseek-chat", "deepseek-reasoner", "mistral-large", "mistral-small",
    "codestral-",
    "command-", "anthropic.", "amazon.", "meta.", "cohere.", "mistral.", "us.", "eu.", "apac.", "rerank",
  ]

  private static func isOfMaker(_ model: String) -> Bool {
    let name = model.lowercased()
    return !name.hasPrefix("gpt-oss") && beginnings.contains(where: name.hasPrefix)
      && (!name.contains(":") || name.hasPrefix("ft:") || name.prefix { $0 != ":" }.contains("."))
  }

  private static let names: Set<Substring> = Set(
    """
    a2a a2a_agent abliteration ai21 ai21_chat aiand aiml aiohttp_openai aleph_alpha amazon_nova
    anthropic anthropic_text anyscale apertis assemblyai auto_router aws_polly aws_textract azure
    azure_ai azure_speech azure_text baseten bedrock bedrock_converse bedrock_mantle bespoke
    bigmodel black_forest_labs bytez cerebras charity_engine chatgpt chutes clarifai clf_ai_gateway
    cloudflare codestral cognition cohere cohere_chat cometapi compactifai coralbricks cortecs
    cursor custom custom_openai darkbloom dashscope databricks databricks_agent datarobot deepgram
    deepinfra deepseek docker_model_runner dotprompt edenai elevenlabs empiriolabs empower eu_jev
    fal_ai featherless_ai fireworks_ai friendliai galadriel gdc gemini gigachat github
    github_copilot gradient_ai groq helicone heroku hosted_vllm hostinger_router huggingface
    humanloop hyperbolic inception inferenceapis infinity jina_ai kyma lambda_ai langflow langfuse
    langgraph laya lemonade libertai litellm_agent litellm_proxy llamafile lm_studio manus maritalk
    meta meta_llama microsoft_365_copilot milvus minimax mistral modelscope mongodb moonshot morph
    nace nadir nano-gpt nebius neosantara nlp_cloud novita nscale nvidia_nim nvidia_riva oci ollama
    ollama_chat oobabooga openai openai_like opencode_go openinfer openrouter opensearch ovhcloud
    palm parallel_ai parasail perplexity petals pg_vector pinstripes poe predibase prism publicai
    qwen_ai_platform qwencloud ragflow recraft reducto refuseless reka replicate runwayml
    s3_vectors sagemaker sagemaker_chat sagemaker_nova sail sambanova sap scaledown scaleway scx-ai
    snowflake soniox stability strands_decider streamlake synthetic tencent tensormesh
    text-completion-codestral text-completion-inception text-completion-openai together_ai topaz
    transcribe triton typesafe v0 valkey vercel_ai_gateway vertex_ai vertex_ai_beta vllm volcengine
    voyage wally wandb watsonx watsonx_text xai xiaomi_mimo xinference zai zerogpu
    """.split { $0 == " " || $0 == "\n" })
}
