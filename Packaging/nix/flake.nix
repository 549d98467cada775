# Filled in by Packaging/release.py, in the release's packages.tar.gz: nix run ./nix
{
  description = "Lints and fixes the files that decide how a local language model runs";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      version = "@VERSION@";
      releases = {
        x86_64-linux = { name = "linux-x86_64"; sha256 = "@SHA256:linux-x86_64@"; };
        aarch64-linux = { name = "linux-aarch64"; sha256 = "@SHA256:linux-aarch64@"; };
        x86_64-darwin = { name = "darwin-x86_64"; sha256 = "@SHA256:darwin-x86_64@"; };
        aarch64-darwin = { name = "darwin-arm64"; sha256 = "@SHA256:darwin-arm64@"; };
      };
      package = system: release:
        let pkgs = nixpkgs.legacyPackages.${system}; in
        pkgs.stdenv.mkDerivation {
          pname = "ollama-lint";
          inherit version;
          src = pkgs.fetchurl {
            url = "@URL@/ollama-lint-${version}-${release.name}.tar.gz";
            inherit (release) sha256;
          };
          sourceRoot = ".";
          nativeBuildInputs = pkgs.lib.optional pkgs.stdenv.isLinux pkgs.autoPatchelfHook;
          installPhase = "mkdir -p $out && cp -r bin share $out/";
          meta.mainProgram = "ollama-lint";
        };
    in {
      packages = builtins.mapAttrs (system: release: { default = package system release; }) releases;
    };
}
