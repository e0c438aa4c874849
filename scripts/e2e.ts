import { existsSync } from 'node:fs'

import { findChromium } from './chromium.ts'
import { browserReport, run } from './steps.ts'

/** The browser tests against the built product. Arguments go to Playwright: `npm run e2e -- --headed tools`. */
try {
  const env = {
    ...process.env,
    CHROMIUM_PATH: findChromium(process.env),
    PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
  }
  if (!existsSync('dist/web/index.html')) await run(['npm', 'run', '--silent', 'build'])
  process.exit(await run(['playwright', 'test', '-c', 'e2e', ...process.argv.slice(2)], env))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
