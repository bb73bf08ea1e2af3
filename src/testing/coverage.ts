import { AssertionError } from 'node:assert';
import type { WizardDefinition } from '../definition/model.ts';
import type { OptionsFor } from '../sample/generate-options.ts';
import { pathsOf, type WalkOptions } from '../sample/walk-paths.ts';

/** How many paths a report lists. */
const mostListed = 20;

/** What was walked of a wizard, and what was not. */
export interface CoverageReport {
  readonly walked: number;
  readonly total: number;
  /** The paths that no journey took, as step keys. */
  readonly missing: readonly (readonly string[])[];
  /** What could not be looked at, a line each: `total` counts without it. */
  readonly leftOut: readonly string[];
  /** "2 of 9 paths were never walked: visit → contact; …", or "All 9 paths were walked." */
  readonly message: string;
}

/** Collects the paths that journeys took through one wizard. */
export interface Coverage {
  readonly wizard: string;
  /** Adds a path, as step keys; `journey(app, { coverage })` does so by itself at the receipt and at exits. */
  add(path: readonly string[]): void;
  /** Holds what was added against every path there is. */
  report(): Promise<CoverageReport>;
  /**
   * For the end of a test file.
   *
   * @throws AssertionError with the report's message when a path was never walked, or not all paths could be found
   */
  expectComplete(): Promise<void>;
}

/**
 * Starts to collect: which branches of a wizard did the tests walk?
 *
 * @param options as `walk` takes them: the report walks the wizard too, with its checks and loaded choices
 */
export function coverage<W extends WizardDefinition>(
  definition: W,
  options: OptionsFor<W, WalkOptions> = {},
): Coverage {
  const taken = new Set<string>();
  const report = async (): Promise<CoverageReport> => {
    // The author's functions are typed for the answers of this wizard, which are what they will be given.
    const { paths, leftOut } = await pathsOf(definition, options as WalkOptions, 'coverage');
    const missing = paths.map(({ steps }) => steps).filter((steps) => !taken.has(steps.join(' ')));
    const bound = leftOut.length === 0 ? '' : ' that were looked at';
    const listed = missing.slice(0, mostListed).map((steps) => steps.join(' → '));
    const rest = missing.length > mostListed ? `; and ${missing.length - mostListed} more` : '';
    const walked =
      missing.length === 0
        ? `All ${paths.length} paths${bound} were walked.`
        : `${missing.length} of ${paths.length} paths${bound} were never walked: ${listed.join('; ')}${rest}`;
    const message = [walked, ...leftOut.map((line) => `Not looked at: ${line}`)].join('\n');
    return { walked: paths.length - missing.length, total: paths.length, missing, leftOut, message };
  };
  return {
    wizard: definition.id,
    add: (path) => void taken.add(path.join(' ')),
    report,
    async expectComplete() {
      const { missing, leftOut, message } = await report();
      if (missing.length > 0 || leftOut.length > 0) throw new AssertionError({ message });
    },
  };
}
