import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { joinModules, withoutComments } from './join-modules.ts';

/** A file as it is served. */
export interface Asset {
  readonly body: Buffer;
  readonly gzip: Buffer;
  /** Its Content-Type. */
  readonly type: string;
}

/** Our style, script and htmx, under names that change with their content, so that they can be cached for ever. */
export interface Assets {
  /** The served file name of `stepway.css`, `stepway.js` or `htmx.js`. */
  readonly urlName: (name: AssetName) => string;
  readonly find: (fileName: string) => Asset | undefined;
}

/** What there is to serve. */
export type AssetName = 'stepway.css' | 'stepway.js' | 'htmx.js';

const require = createRequire(import.meta.url);
const ownFolder = new URL('../../../views/assets/', import.meta.url);

// Later rules win over earlier ones, and a script builds on those before it: the order counts.
const styles = [
  'base',
  'frame',
  'progress',
  'buttons',
  'fields',
  'errors',
  'answers',
  'pages',
  'script',
  'media',
];
const scripts = [
  'page',
  'local-time',
  'after-swap',
  'sending',
  'lost',
  'count',
  'reveal',
  'show',
  'recheck',
  'time-warning',
  'changed',
  'copy',
];

const sources: { readonly [N in AssetName]: () => string } = {
  'stepway.css': () => read('style', styles, 'css'),
  'stepway.js': pageScript,
  'htmx.js': () => readFileSync(require.resolve('htmx.org/dist/htmx.min.js'), 'utf8'),
};

/** What the page's script and the server do with the same code: both at the same place in src and in dist. */
const readings = new URL('../../controls/reading/readings.js', import.meta.url);
const compare = new URL('../../definition/condition/compare.js', import.meta.url);

/** One script in one scope, before it the modules that it shares with the server, each in a scope of its own. */
function pageScript(): string {
  const shared = joinModules([readings, compare]);
  const named = [readings, compare].map(
    (module) => `const { ${shared.exportsOf(module).join(', ')} } = ${shared.nameOf(module)};\n`,
  );
  const own = scripts.map((name) => withoutComments(new URL(`script/${name}.js`, ownFolder)));
  return `(() => {\n'use strict';\n${shared.script}${named.join('')}${own.join('')}})();\n`;
}

let loaded: Assets | undefined;

/** Reads the assets once for the process. */
export function loadAssets(): Assets {
  loaded ??= readAssets();
  return loaded;
}

function readAssets(): Assets {
  const served = new Map<string, string>();
  const files = new Map<string, Asset>();
  for (const [name, source] of Object.entries(sources)) {
    const body = Buffer.from(source());
    const [stem, extension] = name.split('.') as [string, string];
    const fileName = `${stem}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${extension}`;
    served.set(name, fileName);
    files.set(fileName, {
      body,
      gzip: gzipSync(body, { level: 9 }),
      type: extension === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    });
  }
  return {
    urlName: (name) => served.get(name) ?? name,
    find: (fileName) => files.get(fileName),
  };
}

function read(folder: string, names: readonly string[], extension: string): string {
  return names
    .map((name) => readFileSync(new URL(`${folder}/${name}.${extension}`, ownFolder), 'utf8'))
    .join('');
}
