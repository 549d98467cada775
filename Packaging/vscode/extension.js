// Runs `ollama-lint lsp` for every file; which of them say anything about local models is known to the server.
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

// What findings may rest on. Files that are not open change without the editor's telling, unless they are watched.
const watched = '**/{.ollama-lint.yaml,Modelfile*,Dockerfile*,Containerfile*,.env*,*.{modelfile,yaml,yml,json,jsonc,toml,env,sh,conf,service,container,md}}';

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration('ollama-lint');
  const server = { command: settings.get('command'), args: settings.get('arguments') };
  const watcher = vscode.workspace.createFileSystemWatcher(watched);
  client = new LanguageClient('ollama-lint', 'ollama-lint', { run: server, debug: server }, {
    documentSelector: [{ scheme: 'file' }],
    synchronize: { fileEvents: watcher },
  });
  try {
    await client.start();
  } catch {
    // What went wrong is said by the client itself.
    vscode.window.showErrorMessage(`${server.command} does not start. The setting ollama-lint.command says where the program is.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.needsStop()) await running.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('ollama-lint.restart', restart),
    vscode.workspace.onDidChangeConfiguration((change) =>
      ['ollama-lint.command', 'ollama-lint.arguments'].some((key) => change.affectsConfiguration(key)) ? restart() : undefined),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
