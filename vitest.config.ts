import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/chaos/**', 'test/bench/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // The mail servers of the tests listen on loopback, on free ports.
    env: { MAILRULE_EGRESS_ALLOW: 'loopback:*' },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Also the number of browsers at once: each file of test/e2e has one.
    maxWorkers: 2,
  },
});
