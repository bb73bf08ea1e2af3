import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { ControlKind } from '../../controls/control.ts';
import { ownFile } from '../../own-files.ts';
import { joinModules, readModules } from '../../controls/join-modules.ts';

/** A file as it is served, written and packed when it is first asked for: no start waits for it. */
export interface Asset {
  readonly body: () => Buffer;
  readonly gzip: () => Buffer;
  /** Its Content-Type. */
  readonly type: string;
}

/** Our style, script and htmx, under names that change with their content, so that they can be cached for ever. */
export interface Assets {
  /** The served file name of `stepway.css`, `stepway.js`, `htmx.js`, or of a module that the page's script fetches. */
  readonly urlName: (name: AssetName) => string;
  readonly find: (fileName: string) => Asset | undefined;
}

/** The modules that the page's script fetches with the first page that needs them. */
const onDemand = ['files', 'search', 'signature', 'date-picker'] as const;

/** What there is to serve. */
export type AssetName = 'stepway.css' | 'stepway.js' | 'htmx.js' | `${(typeof onDemand)[number]}.js`;

const require = createRequire(import.meta.url);

// Later rules win over earlier ones, and a script builds on those before it: the order counts.
const styles = [
  'base',
  'older',
  'document',
  'frame',
  'languages',
  'progress',
  'buttons',
  'fields',
  'texts',
  'inputs',
  'choices',
  'rating',
  'search',
  'lookup',
  'parts',
  'files',
  'errors',
  'answers',
  'lists',
  'rows',
  'pages',
  'saved',
  'script',
  'media',
];
const scripts = [
  'page',
  'went-back',
  'on-demand',
  'go-on',
  'local-time',
  'after-swap',
  'sending',
  'lost',
  'count',
  'reveal',
  'exclusive',
  'show',
  'rows',
  'recheck',
  'time-warning',
  'draft',
  'language',
  'changed',
  'copy',
  'wait',
];

/** A comment of ours stands on lines of its own. Finding any other takes a parser, which would make the start longer. */
const commentLines = /^[ \t]*(?:\/\/.*|\/\*\*[\s\S]*?\*\/)[ \t]*\n/gm;

/** What the page's script and the server do with the same code: published as it is written. */
const readings = ownFile('src/controls/reading/readings.js');
const text = ownFile('src/controls/reading/text.js');
const compare = ownFile('src/definition/condition/compare.js');

/** A file of ours that runs in a page, without its comments. */
function scriptFile(name: string): string {
  return readFileSync(ownFile(`views/assets/script/${name}.js`), 'utf8').replace(commentLines, '');
}

/** A module of its own; before the search stands the combobox that it builds on, which leaves its name to the window. */
function onDemandScript(name: (typeof onDemand)[number]): string {
  const own = scriptFile(`on-demand/${name}`);
  if (name !== 'search') return own;
  const combobox = require.resolve('accessible-autocomplete/dist/accessible-autocomplete.min.js');
  return `${readFileSync(combobox, 'utf8')}\n${own}`;
}

/** What an asset is made of, which changes whenever it does, and how it is made. */
interface Source {
  readonly text: string;
  readonly write: () => string;
}

/** A file that is served as it was read. */
const asRead = (text: string): Source => ({ text, write: () => text });

/**
 * One script in one scope; before it the modules that it shares with the server and those of the authors' own controls,
 * each in a scope of its own.
 *
 * @param served the names under which the modules are served that it fetches, beside itself
 */
function pageScript(controls: readonly ControlKind[], served: { readonly [module: string]: string }): Source {
  const own = controls.flatMap(({ name, files }) =>
    files?.script === undefined ? [] : [{ name, script: files.script }],
  );
  const modules = [text, readings, compare, ...own.map(({ script }) => script)];
  const sources = readModules(modules);
  const page = scripts.map(scriptFile);
  const write = () => {
    const { script, nameOf, exportsOf } = joinModules(modules, sources);
    const having = (exported: string) => own.filter((each) => exportsOf(each.script).includes(exported));
    const ownReadings = having('read').map((each) => `'${each.name}': ${nameOf(each.script)}.read`);
    const shared = [
      `const readings = { ${[`...${nameOf(readings)}.readings`, ...ownReadings].join(', ')} };`,
      `const { rawFrom } = ${nameOf(readings)};`,
      `const { lengthOf, wordsIn } = ${nameOf(text)};`,
      `const { holds, partOf } = ${nameOf(compare)};`,
      `const onDemand = ${JSON.stringify(served)};`,
      'const ownUrl = document.currentScript.src;',
    ];
    const prepared = having('prepare').map(
      (each) => `prepareEach('${each.name}', ${nameOf(each.script)}.prepare);`,
    );
    return `(() => {\n'use strict';\n${script}${shared.join('\n')}\n${page.join('')}${prepared.join('\n')}\n})();\n`;
  };
  const names = own.map(({ name }) => name);
  return { text: JSON.stringify([served, names, ...sources.values(), ...page]), write };
}

function pageStyle(controls: readonly ControlKind[]): string {
  const own = controls.flatMap(({ files }) => (files?.style === undefined ? [] : [files.style]));
  return styles
    .map((name) => ownFile(`views/assets/style/${name}.css`))
    .concat(own)
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
}

let loaded: Assets | undefined;

/**
 * Reads the assets: once for the process where there are none but our own.
 *
 * @param controls the authors' own, whose scripts and styles are served with ours
 */
export function loadAssets(controls: readonly ControlKind[] = []): Assets {
  if (controls.length > 0) return readAssets(controls);
  loaded ??= readAssets([]);
  return loaded;
}

function readAssets(controls: readonly ControlKind[]): Assets {
  const served = new Map<string, string>();
  const files = new Map<string, Asset>();
  /** @returns the name under which it is served */
  const serve = (name: AssetName, { text, write }: Source): string => {
    const [stem, extension] = name.split('.') as [string, string];
    const fileName = `${stem}.${createHash('sha256').update(text).digest('hex').slice(0, 12)}.${extension}`;
    let written: Buffer | undefined;
    let packed: Buffer | undefined;
    const body = () => (written ??= Buffer.from(write()));
    served.set(name, fileName);
    files.set(fileName, {
      body,
      gzip: () => (packed ??= gzipSync(body(), { level: 9 })),
      type: extension === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    });
    return fileName;
  };
  const modules = onDemand.map((name) => [name, serve(`${name}.js`, asRead(onDemandScript(name)))] as const);
  serve('stepway.js', pageScript(controls, Object.fromEntries(modules)));
  serve('stepway.css', asRead(pageStyle(controls)));
  serve('htmx.js', asRead(readFileSync(require.resolve('htmx.org/dist/htmx.min.js'), 'utf8')));
  return {
    urlName: (name) => served.get(name) ?? name,
    find: (fileName) => files.get(fileName),
  };
}
