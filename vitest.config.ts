import { defineConfig } from 'vitest/config'

/** Two projects: pure logic beside its file, and adapters against a lab that runs as its own process. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{web,bff,lab,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.contract.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['{bff,lab}/**/*.contract.test.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
})
