// npm run screenshots [part of a state's name …]: PNGs of every page state into docs/images/screens.
// npm run screenshots shown: those that README and docs show, into docs/images.
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const root = new URL('../../', import.meta.url);
const jiti = createJiti(import.meta.url, {
  alias: { stepway: fileURLToPath(new URL('src/index.ts', root)) },
  // Not in the shared temporary folder, as jiti would.
  fsCache: fileURLToPath(new URL('node_modules/.cache/jiti', root)),
});
const { takeScreenshots, takeShown } = await jiti.import('./take-screenshots.ts');
const folder = fileURLToPath(new URL('docs/images', root));
const wanted = process.argv.slice(2);
if (wanted[0] === 'shown') await takeShown(folder);
else await takeScreenshots(`${folder}/screens`, wanted);
