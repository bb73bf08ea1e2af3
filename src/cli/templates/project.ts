/** What a new project is made of. */
export interface ProjectPlan {
  /** Its folder's name, and the name in its package.json. */
  readonly name: string;
  /** The id of its first wizard. */
  readonly wizard: string;
  /** What package.json asks for as `stepway`: a range, or `file:…`. */
  readonly stepway: string;
  /** Whether `stepway` is a folder: npm then has to copy it, otherwise Zod and Express would be there twice. */
  readonly isLinked: boolean;
}

/** The files of a new project beside its first wizard, by path. */
export function projectFiles({
  name,
  wizard,
  stepway,
  isLinked,
}: ProjectPlan): Readonly<Record<string, string>> {
  return {
    'package.json': json({
      name,
      version: '0.1.0',
      private: true,
      type: 'module',
      engines: { node: '>=20.12' },
      scripts: {
        dev: 'stepway dev',
        start: 'stepway start',
        check: 'stepway check && tsc',
        test: 'node --import tsx --test test/*.test.ts',
      },
      dependencies: { express: '^5.1.0', stepway, zod: '^4.3.0' },
      devDependencies: {
        '@types/express': '^5.0.0',
        '@types/node': '^20.19.0',
        tsx: '^4.20.0',
        typescript: '>=5.9 <8',
      },
      // The newest with builds for every platform: npm leaves out what it cannot find, and npm ci then refuses the lockfile.
      overrides: { 'msgpackr-extract': '3.0.4' },
      // Prebuilt: nothing has to run at install.
      allowScripts: { esbuild: false, lmdb: false, 'msgpackr-extract': false },
    }),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'ES2023',
        module: 'NodeNext',
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        verbatimModuleSyntax: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        types: ['node'],
        noEmit: true,
      },
      // Whatever is written here: services.ts and a server of one's own as well.
      include: ['**/*.ts'],
    }),
    '.gitignore': 'node_modules\n.stepway\n.env\n.env.*\n!.env.example\n',
    ...(isLinked ? { '.npmrc': 'install-links=true\n' } : {}),
    'README.md': readme(name, wizard),
  };
}

function readme(name: string, wizard: string): string {
  return `# ${name}

Forms made with Stepway. Its docs are in \`node_modules/stepway/docs/\`: \`tutorial.md\` to start with, \`fields.md\` and \`definitions.md\` to look things up.

\`\`\`sh
npm install
npm run dev     # http://127.0.0.1:3000/${wizard}, and the studio at http://127.0.0.1:3000/_studio
npm test
npm run check   # every fault of a wizard, and the types
npm start       # as in production: NODE_ENV=production SESSION_SECRET=… npm start
\`\`\`

- \`wizards/${wizard}.ts\` is the form. Save it while \`npm run dev\` runs, and the page in the browser follows.
- \`test/${wizard}.test.ts\` walks every way through it.
- \`npx stepway new wizard NAME\` adds another, \`npx stepway graph ${wizard} > ${wizard}.svg\` draws it.
- What was sent: \`npx stepway submissions\`.
`;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
