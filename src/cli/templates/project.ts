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
        check: 'prettier --check . && stepway check && tsc',
        format: 'prettier --write .',
        test: 'node --import tsx --test test/*.test.ts',
      },
      dependencies: { express: '^5.1.0', stepway, zod: '^4.3.0' },
      devDependencies: {
        '@types/express': '^5.0.0',
        '@types/node': '^20.19.0',
        prettier: '^3.6.0',
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
    'stepway.config.ts': config(name),
    '.prettierrc.json': json({ printWidth: 110, singleQuote: true }),
    '.prettierignore': 'package-lock.json\n.stepway\n',
    '.gitignore': 'node_modules\n.stepway\n.env\n.env.*\n!.env.example\n',
    '.env.example': envExample,
    '.dockerignore': 'node_modules\n.git\n.github\n.stepway\n.env\n.env.*\ntest\nDockerfile\ncompose.yaml\n',
    Dockerfile: dockerfile,
    'compose.yaml': compose,
    '.github/workflows/check.yml': workflow,
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
- \`services.ts\` is what the form's handler uses; \`stepway.config.ts\` has the look and all other settings.
- \`cp .env.example .env\` for what differs from one machine to the next.
- \`docker compose up --build\` runs it as in production; the proxy that ends TLS is yours.
- \`npx stepway new wizard NAME\` adds another, \`npx stepway graph ${wizard} > ${wizard}.svg\` draws it.
- What was sent: \`npx stepway submissions\`.
`;
}

/** As Prettier likes it: a list of one on one line. */
function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`.replaceAll(/\[\s+("[^"]*")\s+\]/g, '[$1]');
}

function config(name: string): string {
  return `import { defineConfig } from 'stepway';
import { createServices } from './services.ts';

/** All settings are in node_modules/stepway/docs/settings.md; those of a deployment are in .env. */
export default defineConfig({
  theme: { name: '${name}', properties: { '--stepway-accent': 'light-dark(#1456b8, #8accec)' } },
  services: createServices,
});
`;
}

const envExample = `# Copied to .env, which is not committed. What the environment has already stays as it is.
PORT=3000
# Signs the cookie. Required in production: openssl rand -base64 32
SESSION_SECRET=
# Where services.ts sends what came in; empty to keep it in the store alone.
WEBHOOK_URL=
# Whose day "today" is.
TIME_ZONE=Europe/London
`;

const dockerfile = `FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:22-slim
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 TRUST_PROXY=1 STEPWAY_DATA=/data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node_modules/.bin/stepway", "start"]
`;

const compose = `services:
  forms:
    build: .
    ports: ['127.0.0.1:3000:3000']
    environment:
      # production wants HTTPS: a proxy in front that ends TLS. To look at it without one: NODE_ENV=development.
      NODE_ENV: \${NODE_ENV:-production}
      SESSION_SECRET: \${SESSION_SECRET:?set it in .env}
      WEBHOOK_URL: \${WEBHOOK_URL:-}
      TIME_ZONE: \${TIME_ZONE:-Europe/London}
    volumes: ['data:/data']
    stop_grace_period: 15s
    restart: unless-stopped
volumes:
  data:
`;

const workflow = `name: check
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm run check
      - run: npm test
`;
