extra["springAiVersion"] = "2.0.1"
