import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ShellResult {
  code: number
  stdout: string
  stderr: string
}

const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))

export interface ShellOptions {
  variables: Record<string, string>
  /** Home of the tools that keep files. */
  home: string
  /** Where `host:port` of a command line is in this run: another port of this machine. */
  moved: Record<string, number>
}

/**
 * Runs a command line in bash as it is written for readers: `curl` finds the hosts and ports that it names
 * where they really are, and `npx -y @modelcontextprotocol/inspector` is the package that is installed.
 */
export function shell(
  line: string,
  { variables, home, moved }: ShellOptions,
): Promise<ShellResult> {
  const connect = Object.entries(moved).map(
    ([address, port]) => `--connect-to ${address}:127.0.0.1:${port}`,
  )
  const script = `set -o pipefail
curl() { command curl -sS --noproxy '*' ${connect.join(' ')} "$@"; }
npx() { shift 2; mcp-inspector "$@"; }
${line}`
  const env = {
    ...variables,
    HOME: home,
    PATH: `${bin}:/usr/bin:/bin`,
    // A machine without a desktop has no keychain to keep secrets in.
    MCP_INSPECTOR_SECRET_STORE: 'memory',
  }
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', script], { env, cwd: home }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
