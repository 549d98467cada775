// Runs the extension for VS Code and its client library without VS Code, behind a stand-in for the module `vscode`:
// documents, diagnostics and edits are as there; what a test has no use for is an empty class.
//
//     NODE_PATH=MODULES node vscode.js EXTENSION FOLDER COMMAND FILE ...
//
// For each file: opened, its findings taken; then all is fixed and it is saved. Prints what was seen as JSON.
'use strict';

const fs = require('fs');
const path = require('path');
const url = require('url');
const Module = require('module');

const [extension, folder, command, ...files] = process.argv.slice(2);

class Disposable {
  constructor(dispose = () => {}) { this.dispose = dispose; }
  static from(...all) { return new Disposable(() => all.forEach((one) => one.dispose())); }
}

class EventEmitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = listener.bind(self);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };
  fire(value) { return Promise.all([...this.listeners].map((listener) => listener(value))); }
  dispose() { this.listeners.clear(); }
}

class Uri {
  constructor(text) {
    this.text = text;
    const parts = new URL(text);
    Object.assign(this, { scheme: parts.protocol.slice(0, -1), authority: parts.host, path: decodeURIComponent(parts.pathname) });
    this.query = parts.search.slice(1);
    this.fragment = parts.hash.slice(1);
  }
  get fsPath() { return this.path; }
  toString() { return this.text; }
  static parse(text) { return new Uri(text); }
  static file(name) { return new Uri(url.pathToFileURL(name).href); }
}

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}

class Range {
  constructor(start, end, line, character) {
    [this.start, this.end] = line === undefined ? [start, end] : [new Position(start, end), new Position(line, character)];
  }
}

class Document {
  version = 1;
  isClosed = false;
  isDirty = false;
  constructor(name, languageId, text) {
    Object.assign(this, { uri: Uri.file(name), fileName: name, languageId, text });
  }
  getText() { return this.text; }
  offsetAt({ line, character }) {
    const lines = this.text.split('\n');
    return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + Math.min(character, (lines[line] ?? '').length);
  }
  positionAt(offset) {
    const before = this.text.slice(0, offset).split('\n');
    return new Position(before.length - 1, before[before.length - 1].length);
  }
}

class TextEdit {
  constructor(range, newText) { Object.assign(this, { range, newText }); }
}

class WorkspaceEdit {
  edits = new Map();
  set(uri, edits) { this.edits.set(uri.toString(), edits); }
}

class Diagnostic {
  constructor(range, message, severity) { Object.assign(this, { range, message, severity }); }
}

class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value ? `${this.value}.${part}` : part); }
}
for (const [name, value] of Object.entries({
  Empty: '', QuickFix: 'quickfix', Refactor: 'refactor', RefactorExtract: 'refactor.extract', RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite', Source: 'source', SourceOrganizeImports: 'source.organizeImports',
})) CodeActionKind[name] = new CodeActionKind(value);

class CompletionItem {
  constructor(label, kind) { Object.assign(this, { label, kind }); }
}

class MarkdownString {
  constructor(value = '') { this.value = value; }
  appendCodeblock(text) { this.value += text; return this; }
}

class Hover {
  constructor(contents, range) { Object.assign(this, { contents: [].concat(contents), range }); }
}

class CodeAction {
  constructor(title, kind) { Object.assign(this, { title, kind }); }
}

class CompletionList {
  constructor(items, isIncomplete) { Object.assign(this, { items, isIncomplete }); }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {}
  dispose() {}
}

// Where something is asked for that nobody here looks at: classes to build on, and functions that do nothing.
const other = (known) => new Proxy(known, {
  get: (target, name) => {
    if (!(name in target) && typeof name === 'string') target[name] = class { static dispose() {} };
    return target[name];
  },
});
const silent = (known) => new Proxy(known, {
  get: (target, name) => target[name] ?? (String(name).startsWith('on') ? new EventEmitter().event : () => new Disposable()),
});

const opened = new EventEmitter();
const changed = new EventEmitter();
const saved = new EventEmitter();
const documents = [];
const findings = new Map();
const told = new EventEmitter();
const providers = {};
const complaints = [];
const settings = { command, arguments: ['lsp'] };
const complain = async (text) => { complaints.push(text); };
const provide = (name) => (selector, provider) => {
  providers[name] = provider;
  return new Disposable();
};

const collection = {
  set(uri, diagnostics) {
    findings.set(uri.toString(), diagnostics ?? []);
    told.fire();
  },
  get: (uri) => findings.get(uri.toString()),
  has: (uri) => findings.has(uri.toString()),
  delete: (uri) => collection.set(uri, []),
  clear() {},
  dispose() {},
};

const vscode = other({
  version: '1.106.0', Disposable, EventEmitter, Uri, Position, Range, TextEdit, WorkspaceEdit, Diagnostic, CodeActionKind, CompletionItem,
  MarkdownString, Hover, CodeAction, CompletionList, CancellationTokenSource,
  CancellationError: class extends Error {},
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
  CompletionTriggerKind: { Invoke: 0, TriggerCharacter: 1, TriggerForIncompleteCompletions: 2 },
  LogLevel: { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 },
  FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
  env: { language: 'en', appName: 'stand-in' },
  commands: silent({}),
  window: silent({
    visibleTextEditors: [], activeTextEditor: undefined, tabGroups: silent({ all: [] }),
    showErrorMessage: complain, showWarningMessage: complain, showInformationMessage: complain,
    createOutputChannel: () => silent({ logLevel: 3, onDidChangeLogLevel: new EventEmitter().event }),
  }),
  languages: silent({
    createDiagnosticCollection: () => collection,
    match: (selector, document) => [].concat(selector).some((one) => one.scheme === document.uri.scheme) ? 10 : 0,
    registerCodeActionsProvider: provide('actions'), registerHoverProvider: provide('hover'),
    registerCompletionItemProvider: provide('completion'), registerDocumentLinkProvider: provide('links'),
  }),
  workspace: silent({
    textDocuments: documents, notebookDocuments: [], workspaceFolders: [{ uri: Uri.file(folder), name: 'work', index: 0 }],
    getWorkspaceFolder: () => undefined,
    getConfiguration: (section) => ({ get: (key, fallback) => (section === 'ollama-lint' ? settings[key] : undefined) ?? fallback }),
    createFileSystemWatcher: () => silent({ dispose() {} }),
    onDidOpenTextDocument: opened.event, onDidChangeTextDocument: changed.event, onDidSaveTextDocument: saved.event,
  }),
});
const load = Module._load;
Module._load = function (request, ...rest) { return request === 'vscode' ? vscode : load.call(this, request, ...rest); };

// What stands at the end of its time without an answer fails.
const limit = setTimeout(() => {
  console.error(`nothing more comes; said so far: ${complaints.join('; ')}`);
  process.exit(1);
}, 30000);

async function open(name) {
  const document = new Document(name, path.basename(name).startsWith('Modelfile') ? 'modelfile' : 'plaintext', fs.readFileSync(name, 'utf8'));
  documents.push(document);
  const listed = new Promise((resolve) => {
    const waiting = told.event(() => findings.has(document.uri.toString()) && (waiting.dispose(), resolve()));
  });
  await opened.fire(document);
  await listed;
  return document;
}

async function apply(edit) {
  for (const [uri, edits] of edit.edits) {
    const document = documents.find((one) => one.uri.toString() === uri);
    const name = url.fileURLToPath(uri);
    const target = document ?? new Document(name, 'plaintext', fs.readFileSync(name, 'utf8'));
    const changes = edits.map(({ range, newText }) => ({
      range, text: newText, rangeOffset: target.offsetAt(range.start), rangeLength: target.offsetAt(range.end) - target.offsetAt(range.start),
    })).sort((a, b) => b.rangeOffset - a.rangeOffset);
    for (const { rangeOffset, rangeLength, text } of changes) {
      target.text = target.text.slice(0, rangeOffset) + text + target.text.slice(rangeOffset + rangeLength);
    }
    target.version += 1;
    if (document) await changed.fire({ document, contentChanges: changes, reason: undefined });
    fs.writeFileSync(name, target.text);
    if (document) await saved.fire(document);
  }
}

async function main() {
  const { activate, deactivate } = require(path.resolve(extension, 'extension.js'));
  await activate({ subscriptions: [] });
  const token = new CancellationTokenSource().token;
  const seen = { files: {}, hover: null, completion: null };
  for (const name of files) {
    const document = await open(path.join(folder, name));
    const found = findings.get(document.uri.toString());
    const whole = new Range(0, 0, document.text.split('\n').length, 0);
    if (name === 'Modelfile.coder') {
      const line = document.text.split('\n').findIndex((one) => one.startsWith('PARAMETER '));
      const hover = await providers.hover.provideHover(document, new Position(line, 12), token);
      seen.hover = hover.contents.map((one) => one.value ?? one).join('\n');
      const list = await providers.completion.provideCompletionItems(document, new Position(line, 13), token, { triggerKind: 0 });
      seen.completion = (list.items ?? list).map((item) => item.label);
    }
    const quick = await providers.actions.provideCodeActions(document, whole, {
      diagnostics: found, only: new CodeActionKind('quickfix'), triggerKind: 1 }, token);
    const actions = await providers.actions.provideCodeActions(document, whole, {
      diagnostics: found, only: new CodeActionKind('source.fixAll.ollama-lint'), triggerKind: 1 }, token);
    for (const action of actions) await apply(action.edit);
    seen.files[name] = {
      findings: found.map((one) => ({ rule: one.code?.value ?? one.code, line: one.range.start.line + 1 })),
      quick: quick.map((one) => ({ title: one.title, kind: one.kind.value, mends: one.diagnostics?.length ?? 0 })),
      fixes: actions.map((one) => one.kind.value),
    };
  }
  await deactivate();
  clearTimeout(limit);
  console.log(JSON.stringify({ ...seen, complaints }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
