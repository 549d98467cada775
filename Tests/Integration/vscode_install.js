// Runs the extension for VS Code where the program is missing, behind stand-ins for the editor and its client library:
// somebody agrees to install it. Prints the command that the client would start, and what was asked.
//
//     OLLAMA_LINT_RELEASES=FOLDER node vscode_install.js EXTENSION STORAGE VERSION
'use strict';

const Module = require('module');
const path = require('path');

const [extension, storage, version] = process.argv.slice(2);
const seen = { asked: [], errors: [] };
const disposable = { dispose() {} };
const modules = {
  vscode: {
    workspace: {
      getConfiguration: () => ({ get: (key) => ({ command: 'ollama-lint-is-not-here', arguments: ['lsp'] })[key] }),
      createFileSystemWatcher: () => disposable,
      onDidChangeConfiguration: () => disposable,
    },
    commands: { registerCommand: () => disposable },
    window: {
      showInformationMessage: async (text, ...choices) => { seen.asked.push(text); return choices[0]; },
      showErrorMessage: (text) => { seen.errors.push(text); },
    },
  },
  'vscode-languageclient/node': {
    LanguageClient: class {
      constructor(id, name, server) { seen.command = server.run.command; }
      async start() {}
      needsStop() { return false; }
    },
  },
};
const load = Module._load;
Module._load = (name, ...rest) => modules[name] ?? load(name, ...rest);

require(path.resolve(extension, 'extension.js')).activate({
  subscriptions: [], extensionPath: extension, globalStorageUri: { fsPath: storage }, extension: { packageJSON: { version } },
}).then(() => console.log(JSON.stringify(seen)));
