import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from '@swc/core';

/** Where what is imported by a name stands. */
const packages: { readonly [name: string]: string } = {
  react: 'node_modules/react/cjs/react.production.js',
  'react/jsx-runtime': 'node_modules/react/cjs/react-jsx-runtime.production.js',
  'react-dom': 'node_modules/react-dom/cjs/react-dom.production.js',
  'react-dom/client': 'node_modules/react-dom/cjs/react-dom-client.production.js',
  scheduler: 'node_modules/scheduler/cjs/scheduler.production.js',
  'stepway/client': 'dist/client/index.js',
};

/** One script of an entry in TypeScript with all that it imports: a bundler's work for a page of a test. */
export async function bundle(entry: string): Promise<string> {
  const modules = new Map<string, string>();
  const take = async (file: string): Promise<void> => {
    if (modules.has(file)) return;
    modules.set(file, '');
    const text = await commonJs(file);
    const names = [...text.matchAll(/require\("([^"]+)"\)|require\('([^']+)'\)/g)].map(
      ([, one, other]) => one ?? other ?? '',
    );
    const places = Object.fromEntries(names.map((name) => [name, placeOf(file, name)]));
    modules.set(
      file,
      `(module, exports, ask) => { const require = (name) => ask(${JSON.stringify(places)}[name]);\n${text}\n}`,
    );
    for (const place of Object.values(places)) await take(place);
  };
  await take(entry);
  const all = [...modules].map(([file, text]) => `${JSON.stringify(file)}: ${text}`);
  return `const made = {}, modules = { ${all.join(',\n')} };
const ask = (name) => {
  if (!(name in made)) { const module = { exports: {} }; made[name] = module; modules[name](module, module.exports, ask); }
  return made[name].exports;
};
ask(${JSON.stringify(entry)});`;
}

function placeOf(file: string, name: string): string {
  const place = name.startsWith('.') ? relative('.', join(dirname(file), name)) : packages[name];
  if (place === undefined) throw new Error(`${file} imports "${name}", which no page of a test has`);
  return place;
}

async function commonJs(file: string): Promise<string> {
  const text = readFileSync(file, 'utf8');
  if (file.startsWith('node_modules/')) return text;
  const { code } = await transform(text, {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  });
  return code;
}
