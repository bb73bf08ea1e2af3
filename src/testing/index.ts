export { memoryStorage } from '../storage/memory/storage.ts';
export { movableClock, type MovableClock } from './clock.ts';
export { coverage, type Coverage, type CoverageReport } from './coverage.ts';
export { generateAnswers, type FixedAnswers, type GenerateOptions } from '../sample/generate.ts';
export { journey, type Journey, type JourneyOptions } from './journey.ts';
export type { Page, PageIssue } from './read-page.ts';
export type { JourneyTarget } from './serve.ts';
export type { Means } from './visitor.ts';
export { walk, type WalkedPath, type WalkedPaths, type WalkOptions } from '../sample/walk-paths.ts';
