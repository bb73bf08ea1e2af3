import base from '../../jest.config.js';

/** `npm run test:browser`: the built-in transform and names of the other tests, in Chromium. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/browser/need-chromium.js',
  reporters: ['default', '<rootDir>/test/browser/acceptance-reporter.js'],
  testTimeout: 30_000,
};
