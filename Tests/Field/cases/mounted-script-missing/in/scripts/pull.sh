#!/bin/bash
ollama pull llama3.2
