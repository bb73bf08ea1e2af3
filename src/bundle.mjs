import { cpSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

// The second half of `npm run build`: makes dist/, which is published, of src/ and of the types in build/. The modules
// are joined into few files, since a start waits for each: docs/decisions/0047-few-files-are-published.md.

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
    // Into what several of them need, and what is imported when it is used.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  }),
  // For browsers: it shares nothing with the server's files.
  build({ ...common, entryPoints: ['src/client/index.ts'], platform: 'neutral' }),
]);

const types = readdirSync('build', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.d.ts'),
);
for (const name of types) cpSync(`build/${name}`, `dist/${name}`);

const outputs = built.flatMap(({ metafile }) => Object.keys(metafile.outputs));
const written = new Set([...outputs, ...types.map((name) => `dist/${name}`)].map((file) => resolve(file)));
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  const file = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(file)) rmSync(file);
}
