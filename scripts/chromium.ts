import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The shell without a window first: it draws the same pages in a quarter less time. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * A Chromium for the browser tests: `CHROMIUM_PATH`, an installed one, or Debian's package when this
 * machine lets us install it. Playwright's own builds are not used: they come from a host that many
 * networks do not reach.
 */
export function findChromium(env: NodeJS.ProcessEnv): string {
  const named = env['CHROMIUM_PATH']
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, and nothing is there.`)
  }
  const found = places.find((place) => existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.info('No Chromium found; installing a Debian package …')
    install(env)
    const installed = places.find((place) => existsSync(place))
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

/** Older releases of Debian have no package of the shell alone. */
function install(env: NodeJS.ProcessEnv): void {
  const options = { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  const apt = (...args: string[]) => execFileSync('apt-get', [...args, '-qq'], options)
  apt('update')
  const wanted = ['install', '-y', '--no-install-recommends']
  try {
    apt(...wanted, 'chromium-headless-shell')
  } catch {
    apt(...wanted, 'chromium')
  }
}
