export LMSTUDIO_BASE_URL=http//localhost:1234/v1
python app.py
