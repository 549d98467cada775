// Runs `ollama-lint lsp` for every file; which of them say anything about local models is known to the server.
'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

// What findings may rest on. Files that are not open change without the editor's telling, unless they are watched.
const watched = '**/{.ollama-lint.yaml,Modelfile*,Dockerfile*,Containerfile*,.env*,*.{modelfile,yaml,yml,json,jsonc,toml,env,sh,conf,service,container,md}}';

let client;
let context;

function starts(command) {
  return new Promise((resolve) => execFile(command, ['--version'], (error) => resolve(!error)));
}

// The program of the settings, else one that was installed from here; else the user is asked whether to install one.
async function find(command) {
  if (await starts(command)) return command;
  const prefix = context.globalStorageUri.fsPath;
  const own = path.join(prefix, 'bin', 'ollama-lint');
  if (fs.existsSync(own) && await starts(own)) return own;
  const { version } = context.extension.packageJSON;
  const answer = await vscode.window.showInformationMessage(
    `${command} was not found. Install ollama-lint ${version} from its release?`, 'Install');
  if (answer !== 'Install') return command;
  // The same script that installs it everywhere else: it checks what it downloads against the release's checksums.
  const script = path.join(context.extensionPath, 'install.sh');
  return new Promise((resolve) => execFile('sh', [script, '--quiet', '--build', 'never', '--version', version, '--prefix', prefix],
    (error, output, complaint) => {
      if (error) vscode.window.showErrorMessage(complaint.trim() || String(error));
      resolve(error ? command : own);
    }));
}

async function start() {
  const settings = vscode.workspace.getConfiguration('ollama-lint');
  const server = { command: await find(settings.get('command')), args: settings.get('arguments') };
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

async function activate(activation) {
  context = activation;
  context.subscriptions.push(
    vscode.commands.registerCommand('ollama-lint.restart', restart),
    vscode.workspace.onDidChangeConfiguration((change) =>
      ['ollama-lint.command', 'ollama-lint.arguments'].some((key) => change.affectsConfiguration(key)) ? restart() : undefined),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
