import { existsSync } from 'node:fs';
import { benchWalk } from './walk.mjs';

const figure = (number, digits = 1) => number.toFixed(digits).padStart(10);
const title = (text) => console.log(`\n${text}\n${'-'.repeat(text.length)}`);

title('A walk, every answer given');
for (const count of [5, 50, 200]) {
  console.log(`${String(count).padStart(4)} steps ${figure(benchWalk(count), 2)} µs`);
}

const built = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(built)) {
  console.log('\nThe server is not built: no figures for requests. npm run build');
} else {
  const { benchPost } = await import('./post.mjs');
  const { idle, rows } = await benchPost();
  title('CPU per request, µs (the same form by hand: express, express-session, ejs, zod, the same store)');
  const heads = `${'stepway'.padStart(10)}${'by hand'.padStart(10)}${'ratio'.padStart(8)}  range        page bytes`;
  console.log(''.padEnd(28) + heads);
  for (const { name, stepway, byHand, ratio, low, high, pages } of rows) {
    const range = `${low.toFixed(2)}–${high.toFixed(2)}`.padEnd(12);
    const figures = `${figure(stepway)}${figure(byHand)}${ratio.toFixed(2).padStart(8)}  ${range}`;
    console.log(`${name.padEnd(28)}${figures} ${pages?.bytes ?? ''}`);
    if (pages?.difference !== undefined) {
      console.log(`  not the same page, so mend bench/views/plan.ejs first: ${pages.difference}`);
    }
  }
  title('Stepway’s server');
  console.log(`start until it listens ${figure(idle.startMs, 0)} ms`);
  console.log(`memory when idle       ${figure(idle.memoryBytes / 1e6, 0)} MB`);
}
