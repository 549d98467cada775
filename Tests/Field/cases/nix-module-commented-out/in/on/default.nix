{ ... }: {
  # ./ollama.nix is for the desk alone
  imports = [ ./ollama.nix ];
}
