import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from '@playwright/test'
import { build } from 'vite'

import { judge, least, median, most } from './report.ts'

/**
 * `node bench/policyMatrix.ts`: the matrix of the policy bench for 20 personas and 200 tools, computed anew
 * in Chromium as after a keystroke: rules compiled, each cell decided. CHROMIUM_PATH names another browser.
 */
const personas = 20
const tools = 200
const keystrokes = 60

/** What real rules look like, and what costs most: a claim that is missing fails in every cell. */
const rules = [
  'jwt.groups.exists(g, g == "field-fte")',
  'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["tool_1", "tool_2"]',
  'has(jwt.org) && jwt.org == "solo.io" && mcp.tool.name.startsWith("tool_1")',
  'jwt.missing == "x" || mcp.tool.name.endsWith("7")',
  'mcp.tool.name in jwt.tools',
  'jwt.level >= 3 && mcp.tool.target != "kb_2"',
]

const out = await mkdtemp(join(tmpdir(), 'policy-matrix-'))
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  await run()
} finally {
  await browser.close()
  await rm(out, { recursive: true })
}

async function run(): Promise<void> {
  const web = join(import.meta.dirname, '../web')
  const [matrix, predict, subject] = [
    'gateways/policy/matrix.ts',
    'policy/predict.ts',
    'policy/subject.ts',
  ].map((file) => JSON.stringify(join(web, file)))
  const entry = join(out, 'entry.ts')
  await writeFile(
    entry,
    `export { predictAll } from ${matrix}
     export { readyRules } from ${predict}
     export { subjectOf, itemOf } from ${subject}`,
  )
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(out, 'built'),
      lib: { entry, formats: ['iife'], name: 'bench', fileName: () => 'bench.js' },
    },
  })
  const page = await browser.newPage()
  await page.addScriptTag({ path: join(out, 'built/bench.js') })
  const code = measure({ personas, tools, keystrokes, rules })
  const times = await page.evaluate<number[]>(code)
  console.info(
    `${personas} personas × ${tools} tools × ${rules.length} rules, ${keystrokes} keystrokes: median ${median(times).toFixed(1)} ms`,
  )
  // Times are told by the clock, so a machine that others use too makes them longer.
  const load = loadavg()[0] ?? 0
  console.info(`load of the machine: ${load.toFixed(1)} on ${availableParallelism()} processors`)
  // What a rule itself makes slow is slow each time; what the machine does besides is not. The best counts.
  const ofRule = rules.map((_, rule) =>
    least(times.filter((_ms, at) => at % rules.length === rule)),
  )
  judge([
    { name: 'keystroke to matrix, median', value: median(times), unit: 'ms', limit: 50 },
    { name: 'keystroke in the slowest rule', value: most(ofRule), unit: 'ms', limit: 50 },
  ])
}

/** The page's own part, as text: it speaks of what the page's script brought along. */
function measure(size: object): string {
  return `(() => {
  const { personas, tools, keystrokes, rules } = ${JSON.stringify(size)}
  const { predictAll, readyRules, subjectOf, itemOf } = bench
  const subjects = Array.from({ length: personas }, (_, at) => subjectOf({
    sub: 'persona-' + at,
    groups: at % 2 ? ['field-trial'] : ['other', 'field-fte'],
    level: at,
    ...(at % 3 ? { org: 'solo.io' } : {}),
  }))
  const asked = Array.from({ length: tools }, (_, at) => ({
    listed: 'tool_' + at,
    item: itemOf('tool_' + at, 'kb_' + (at % 3)),
  }))
  const policy = { engine: 'cel', claimRules: [], withoutRules: 'allow' }
  return Array.from({ length: keystrokes }, (_, at) => {
    // Typed into each rule in turn: it is new, and the others are as they were.
    const changed = at % rules.length
    const typed = rules.with(changed, rules[changed] + ' && jwt.sub != "' + at + '"')
    const began = performance.now()
    const ready = readyRules(typed.map((expression) => ({ action: 'allow', expression, from: '', scope: 'tools' })))
    const rows = predictAll(policy, ready, subjects, asked)
    if (rows.length !== tools || !rows.flat().includes('allowed')) throw new Error('no matrix')
    return performance.now() - began
  })
})()`
}
