export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
  moduleNameMapper: {
    '^stepway$': '<rootDir>/src/index.ts',
    '^stepway/client$': '<rootDir>/src/client/index.ts',
    '^stepway/testing$': '<rootDir>/src/testing/index.ts',
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/package/'],
  coverageProvider: 'v8',
  maxWorkers: 2,
  // Generous, so that a busy machine fails no test: every test bounds its own work.
  testTimeout: 60000,
};
