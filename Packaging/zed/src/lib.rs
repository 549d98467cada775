//! Starts `ollama-lint lsp`: the program that the settings name, else the one on the PATH.

use zed_extension_api::{
    register_extension, settings::LspSettings, Command, Extension, LanguageServerId, Result,
    Worktree,
};

struct OllamaLint;

impl Extension for OllamaLint {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?
            .binary
            .unwrap_or_default();
        let command = binary.path.or_else(|| worktree.which("ollama-lint")).ok_or(
            "ollama-lint is not on the PATH; the setting lsp.ollama-lint.binary.path says where it is",
        )?;
        Ok(Command {
            command,
            args: binary.arguments.unwrap_or_else(|| vec!["lsp".into()]),
            env: binary
                .env
                .map_or_else(|| worktree.shell_env(), |env| env.into_iter().collect()),
        })
    }
}

register_extension!(OllamaLint);
