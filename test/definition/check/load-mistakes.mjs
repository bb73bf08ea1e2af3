// Loads each folder that is named as JSON on stdin, with the built package, and prints its lines as JSON. One process
// for the whole table, outside Jest: its sandbox has no loader for wizard files.
import { text } from 'node:stream/consumers';
import { loadWizards } from '../../../build/app/load-wizards.js';
import { formatFaults } from '../../../build/definition/check/check.js';
import { viewFinder } from '../../../build/render/html/views.js';

const folders = JSON.parse(await text(process.stdin));
const says = {};
for (const folder of folders) {
  const loaded = await loadWizards(folder, viewFinder([]));
  says[folder] = loaded
    .flatMap(({ file, faults }) => formatFaults(file, faults).split('\n'))
    .filter((line) => line !== '');
}
process.stdout.write(JSON.stringify(says));
