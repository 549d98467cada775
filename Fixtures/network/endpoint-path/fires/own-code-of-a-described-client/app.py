import os
from openai import OpenAI

client = OpenAI(base_url=os.environ["OPENAI_BASE_URL"] + "/v1", api_key="none")
