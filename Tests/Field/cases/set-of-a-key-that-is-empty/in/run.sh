#!/bin/bash
set OLLAMA_API_KEY=
java -jar app.jar
