import { executablePath, isInstalled } from './chromium.js';

/** In CI a missing browser fails the run; on a laptop it is said loudly, and the tests are skipped. */
export default function needChromium() {
  if (isInstalled) return;
  const message = `There is no Chromium at ${executablePath}: NONE of the browser tests can run.`;
  if (process.env.CI) throw new Error(message);
  const fix =
    'Install it (apt-get install chromium-headless-shell), or name it: CHROMIUM=/path/to/chromium npm run test:browser';
  process.stderr.write(`\n*** ${message}\n*** ${fix}\n\n`);
}
