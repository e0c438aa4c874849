import { ConfigError } from './config/load.ts'
import { run } from './run.ts'

// npm installs Node 24 as a dependency; without its install script the system's own would run this.
const { node } = process.versions
if (Number.parseInt(node, 10) < 24)
  fail(`Parallax needs Node 24, and this is ${node}. Run \`npm ci\` without --ignore-scripts.`)

try {
  await run(process.env, process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Error)) throw error
  const heading = error instanceof ConfigError ? 'The configuration cannot be used:\n' : ''
  fail(heading + error.message)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
