#!/bin/bash
exec uvicorn open_webui.main:app --host 0.0.0.0 --port 3008
