{ ... }: {
  imports = [
    ./gpu.nix
    # ./ollama.nix
  ];
}
