{ services.ollama = { enable = true; acceleration = "rocm"; rocmOverrideGfx = "gfx1030"; }; }
