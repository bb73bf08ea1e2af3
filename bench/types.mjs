/**
 * How long the compiler takes over one wizard of 10, 50 and 200 steps of three fields, a condition in every third step:
 * `node bench/types.mjs`. Each is checked in a project of its own against Stepway's declarations, as an author's is;
 * `base` is the same project with no steps. The best of three rounds: other load on the machine shows in the figures.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const rounds = 3;

function source(steps) {
  const chain = Array.from({ length: steps }, (_, index) => {
    const when =
      index % 3 === 2 ? `when: (e) => and(e.s${index - 1}.kind.is('b'), e.s0.amount.gt(${index})), ` : '';
    return `.step('s${index}', { title: 'Step ${index}', ${when}fields: { name: text('Name'), kind: choice('Kind', { a: 'A', b: 'B' }), amount: integer('Amount').optional() } })`;
  });
  return [
    `import { and, choice, integer, text, wizard } from 'stepway';`,
    `import type { InferAnswers } from 'stepway';`,
    `export const used = [and, choice, integer, text];`,
    `const big = wizard({ id: 'big', title: 'Big', version: 1 })`,
    ...chain,
    `.complete({ action: 'Send', run: ({ answers }) => { ${steps === 0 ? 'void answers;' : 'answers.s0.name satisfies string;'} } });`,
    `export type All = InferAnswers<typeof big>;`,
    `export default big;`,
  ].join('\n');
}

// In node_modules, so that zod is found from there.
const declarations = mkdtempSync(join(root, 'node_modules', '.bench-declarations-'));

function check(steps) {
  const folder = mkdtempSync(join(root, 'node_modules', '.bench-types-'));
  try {
    writeFileSync(join(folder, 'big.ts'), source(steps));
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { paths: { stepway: [join(declarations, 'index.d.ts')] } },
      include: [],
      files: ['big.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const times = Array.from({ length: rounds }, () => {
      const began = performance.now();
      execFileSync(process.execPath, [tsc, '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
      return performance.now() - began;
    });
    return Math.min(...times) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

try {
  const config = {
    extends: join(root, 'tsconfig.build.json'),
    compilerOptions: {
      rootDir: join(root, 'src'),
      outDir: declarations,
      emitDeclarationOnly: true,
      incremental: false,
      tsBuildInfoFile: null,
    },
    include: [],
    files: [join(root, 'src/index.ts')],
  };
  writeFileSync(join(declarations, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [tsc, '-p', declarations], { stdio: 'inherit' });
  const rows = [0, 10, 50, 200].map((steps) => ({
    steps: steps || 'base',
    seconds: check(steps).toFixed(2),
  }));
  console.table(rows);
} finally {
  rmSync(declarations, { recursive: true });
}
