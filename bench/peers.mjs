import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('contestants/peers', import.meta.url));
const install = ['install', '--force', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];

/** The Node that they ask for, once installed. */
export const nodeOfPeers = join(folder, 'node_modules/node/bin/node');

/** Installs govuk-casa, hmpo-form-wizard and their Node from the registry. */
export function installPeers() {
  for (const each of ['.', 'casa', 'hmpo']) {
    // --force: their engines speak of the Node that runs npm.
    const { status } = spawnSync('npm', install, { cwd: join(folder, each), stdio: 'inherit' });
    if (status !== 0) throw new Error(`npm install failed in ${join(folder, each)}`);
  }
}
