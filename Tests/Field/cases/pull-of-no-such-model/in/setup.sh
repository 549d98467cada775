#!/bin/bash
ollama pull llama3:7b
