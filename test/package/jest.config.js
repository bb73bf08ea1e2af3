import base from '../../jest.config.js';

/** `npm run test:package`: packs, installs into an empty folder from the registry, and fills a form there. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/package/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 240_000,
};
