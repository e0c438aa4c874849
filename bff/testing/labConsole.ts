import { loadConfig } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { createSecrets } from '../config/secrets.ts'
import type { Browser } from './browser.ts'
import { runConsole } from './console.ts'
import type { TestLab } from './lab.ts'
import { publishedTokens } from './publishedTokens.ts'
import { Visitor } from './visitor.ts'

/** A whole BFF over a running lab, by the configuration that the lab wrote. The caller stops it. */
export async function runLabConsole(lab: TestLab, over: (config: Config) => Partial<Config>) {
  const env: Record<string, string> = {
    PARALLAX_CONFIG: lab.config,
    PARALLAX_CLIENT_SECRET: 'kagent-secret',
    LAB_AWS_ACCESS_KEY_ID: 'LABACCESSKEYID',
    LAB_AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
    LAB_SEED_002_TOKEN: publishedTokens['seed-002'],
    LAB_SEED_003_TOKEN: publishedTokens['seed-003'],
  }
  for (const name of ['alice', 'bob', 'carol', 'dave'])
    env[`LAB_${name.toUpperCase()}_PASSWORD`] = name
  const { config } = loadConfig(env, createSecrets(env))
  const console = await runConsole({ ...config, ...over(config) }, env)
  return {
    ...console,
    /** A browser in which one of the lab's people has signed in. */
    async signedIn(account: string): Promise<Browser> {
      const browser = console.browser()
      const { pending, got } = await browser.begin()
      const back = await new Visitor(lab.origins['idp'] ?? '').signIn(got.location, account)
      const page = new URL((await browser.visit(back.url, 'cross-site')).location)
      const { status } = await browser.redeem(pending, page.searchParams.get('code') ?? '')
      if (status !== 200) throw new Error(`the sign-in of ${account} ended with ${status}`)
      return browser
    },
  }
}
