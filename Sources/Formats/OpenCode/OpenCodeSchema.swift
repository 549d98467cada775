/// The keys that OpenCode reads, of both versions.
///
/// Sources: anomalyco/opencode, `opencode.ai/config.json` of July 2026; `packages/schema/src/config.ts` and
/// `packages/core/src/config/normalize.ts` for version 2.
enum OpenCodeSchema {}
