ollama create short -f - <<EOF
FROM gpt-oss:20b
PARAMETER num_predict 200
EOF
