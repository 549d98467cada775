export OLLAM_BASE_URL=http://localhost:11434
python app.py
