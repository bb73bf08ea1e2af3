import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './chromium.js';

/** Writes docs/acceptance.md from a run of all browser tests: the same run gives the same file. */
export default class AcceptanceReporter {
  constructor(globalConfig) {
    this.config = globalConfig;
  }

  onRunComplete(_contexts, results) {
    const wasAll =
      !this.config.testNamePattern &&
      !this.config.testPathPatterns?.isSet?.() &&
      results.numTotalTestSuites === results.numPassedTestSuites + results.numFailedTestSuites;
    if (!isInstalled || !wasAll) return;
    const rows = rowsOf(results.testResults.flatMap((file) => file.testResults));
    const file = join(this.config.rootDir, 'docs', 'acceptance.md');
    const text = pageOf(rows);
    if (readOr(file, '') !== text) writeFileSync(file, text);
  }
}

function rowsOf(tests) {
  const rows = new Map();
  for (const test of tests) {
    const [, number, behaviour] = /^row (\d+): (.*)$/s.exec(test.ancestorTitles[0] ?? '') ?? [];
    if (number === undefined) continue;
    const row = rows.get(Number(number)) ?? { behaviour };
    const passed = test.status === 'passed' && row[test.title] !== false;
    rows.set(Number(number), { ...row, [test.title]: passed });
  }
  return [...rows].sort(([a], [b]) => a - b);
}

function pageOf(rows) {
  const cell = (passed) => (passed === undefined ? '–' : passed ? 'passed' : '**failed**');
  const lines = rows.map(
    ([number, row]) =>
      `| ${number} | ${row.behaviour} | ${cell(row['with scripts'])} | ${cell(row['without scripts'])} |`,
  );
  return `# What people can expect of a form

This table is written by \`npm run test:browser\`: each row is one test in Chromium over the sample wizards, with scripts
and with JavaScript disabled. "–" stands where a row says nothing for that way.

| Row | Behaviour | With scripts | Without |
| --: | --- | --- | --- |
${lines.join('\n')}
`;
}

function readOr(file, other) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return other;
  }
}
