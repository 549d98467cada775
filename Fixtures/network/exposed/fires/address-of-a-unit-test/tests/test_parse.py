cfg = {"base_url": "http://192.168.1.100:11434/v1"}
