// Adds up the test results that Jest wrote as JSON into a folder, and prints the line that CI reads. A stage that failed
// without a failed test (its exit code is the second argument) counts as one failure.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, code] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder)) {
  const result = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  passed += result.numPassedTests;
  // A file that could not be run at all has no failed tests of its own.
  failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
}
if (code !== '0' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
