{
  outputs = { self, nixpkgs, ... }: {
    nixosModules.ai = { config, lib, ... }: {
      config = lib.mkMerge [
        { services.ollama.enable = true; }
        (lib.mkIf config.desk.big {
          systemd.services.ollama.environment = lib.mkMerge [
            { OLLAMA_NUM_PARALLEL = "1"; }
            (lib.mkIf config.desk.huge { OLLAMA_GPU_LAYERS = "20"; })
          ];
        })
        { systemd.services.ollama.serviceConfig.Environment = lib.mkForce [ "OLLAMA_NUM_CTX=16384" "OLLAMA_KV_CACHE_TYPE=q8_0" ]; }
      ];
    };
  };
}
