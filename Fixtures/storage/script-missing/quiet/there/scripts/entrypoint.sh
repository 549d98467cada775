#!/bin/bash
exec ollama serve
