import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

// The second half of `npm run build`: joins the modules of src/ into the few files that are published, since a start
// would wait for each of hundreds. docs/decisions/0047-few-files-are-published.md says why, and what is left as it is.

const common = {
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  format: 'esm',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
};
const built = await Promise.all([
  build({
    ...common,
    entryPoints: ['src/index.ts', 'src/testing/index.ts', 'src/cli/main.ts'],
    platform: 'node',
    packages: 'external',
    // What several of them need, and what is imported when it is used.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  // Of browsers: it shares nothing with the server's files.
  build({ ...common, entryPoints: ['src/client/index.ts'], platform: 'neutral' }),
]);

const written = new Set(
  built.flatMap(({ metafile }) => Object.keys(metafile.outputs)).map((file) => resolve(file)),
);
for (const name of readdirSync('dist', { recursive: true })) {
  const file = resolve(join('dist', name));
  if (/\.js(\.map)?$/.test(name) && !written.has(file)) rmSync(file);
}
