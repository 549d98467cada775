# Filled in by Packaging/release.py, in the release's packages.tar.gz; belongs into a tap as Formula/ollama-lint.rb.
class OllamaLint < Formula
  desc "Lints and fixes the files that decide how a local language model runs"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "@URL@/ollama-lint-@VERSION@-darwin-arm64.tar.gz"
      sha256 "@SHA256:darwin-arm64@"
    end
    on_intel do
      url "@URL@/ollama-lint-@VERSION@-darwin-x86_64.tar.gz"
      sha256 "@SHA256:darwin-x86_64@"
    end
  end
  on_linux do
    on_arm do
      url "@URL@/ollama-lint-@VERSION@-linux-aarch64.tar.gz"
      sha256 "@SHA256:linux-aarch64@"
    end
    on_intel do
      url "@URL@/ollama-lint-@VERSION@-linux-x86_64.tar.gz"
      sha256 "@SHA256:linux-x86_64@"
    end
  end

  def install
    bin.install "bin/ollama-lint"
    man1.install "share/man/man1/ollama-lint.1"
    bash_completion.install "share/bash-completion/completions/ollama-lint"
    zsh_completion.install "share/zsh/site-functions/_ollama-lint"
    fish_completion.install "share/fish/vendor_completions.d/ollama-lint.fish"
  end

  test do
    (testpath/"Modelfile").write "FROM llama3.1:8b\nPARAMETER temprature 0.3\n"
    assert_match "temperature", shell_output("#{bin}/ollama-lint --no-config .", 1)
  end
end
