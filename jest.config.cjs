// `unit` runs anywhere; `lab` needs root on Linux and boots containers; `guest` boots a virtual machine. ESM-only packages are compiled
// to CommonJS like our own sources, so that jest needs no experimental flag.
const shared = {
  transform: { '^.+\\.(m?[jt]s)$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  transformIgnorePatterns: [
    '/node_modules/(?!(p-limit|yocto-queue|diff|@actions|@octokit|universal-user-agent|before-after-hook|content-type|json-with-bigint)/)',
  ],
  // These have no door for CommonJS.
  moduleNameMapper: {
    '^@actions/([^/]+)$': '<rootDir>/node_modules/@actions/$1/dist/index.js',
    '^@actions/([^/]+)/(.+?)(\\.js)?$': '<rootDir>/node_modules/@actions/$1/dist/$2.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
}
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.(lab|guest)\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'lab',
      testMatch: ['<rootDir>/__tests__/**/*.lab.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/__tests__/support/patience.ts'],
    },
    // `npm run test:guest` alone asks for it.
    ...(process.env.DROVER_GUEST
      ? [{ ...shared, displayName: 'guest', testMatch: ['<rootDir>/__tests__/**/*.guest.test.ts'] }]
      : []),
  ],
}
