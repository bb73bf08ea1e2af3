import { readFileSync } from 'node:fs';
import { transform } from '@swc/core';

const modules = {
  react: 'react/cjs/react.production.js',
  'react/jsx-runtime': 'react/cjs/react-jsx-runtime.production.js',
  'react-dom': 'react-dom/cjs/react-dom.production.js',
  'react-dom/client': 'react-dom/cjs/react-dom-client.production.js',
  scheduler: 'scheduler/cjs/scheduler.production.js',
};

/** One script of a component in TypeScript, React, and what shows it: a bundler's work for a page of a test. */
export async function bundle(component: string, shown: string): Promise<string> {
  const source = `${component}\nimport { createRoot } from 'react-dom/client';\ncreateRoot(document.getElementById('root')!).render(${shown});`;
  const { code } = await transform(source, {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  });
  const texts = Object.entries(modules).map(([name, file]) => [
    name,
    readFileSync(`node_modules/${file}`, 'utf8'),
  ]);
  const wrapped = [...texts, ['page', code]].map(
    ([name, text]) => `${JSON.stringify(name)}: (module, exports, require) => {\n${text}\n}`,
  );
  return `const made = {}, modules = { ${wrapped.join(',\n')} };
const require = (name) => {
  if (!(name in made)) { const module = { exports: {} }; made[name] = module; modules[name](module, module.exports, require); }
  return made[name].exports;
};
require('page');`;
}
