// npm run screenshots [part of a state's name …]: PNGs of every page state into docs/images/screens.
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const root = new URL('../../', import.meta.url);
const jiti = createJiti(import.meta.url, {
  alias: { stepway: fileURLToPath(new URL('src/index.ts', root)) },
});
const { takeScreenshots } = await jiti.import('./take-screenshots.ts');
await takeScreenshots(fileURLToPath(new URL('docs/images/screens', root)), process.argv.slice(2));
