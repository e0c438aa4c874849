import type { Release } from '../../core/release.ts'
import { knownVersions } from '../protocol.ts'
import type { MergeResults, TargetResult } from '../relay/merge.ts'

/** agentgateway's own words in front of its targets' (75b4e6c, mcp/handler.rs). */
const preamble =
  'This server is a gateway to a set of mcp servers. It is responsible for routing requests to the correct server and aggregating the results.'

const serverInfo = ({ version }: Release) => ({ name: 'agentgateway', version })

/**
 * The answer to `initialize`: a single target's own; of several, the lowest version that all of them and
 * the client speak, the gateway's name and what it can merge.
 */
export const mergeInitialize =
  (release: Release, multiplexing: boolean, stateful: boolean, asked: unknown): MergeResults =>
  (results) => {
    const [only] = results
    if (!multiplexing && only !== undefined) return { ...only.result }
    const versions = [asked, ...results.map(({ result }) => result['protocolVersion'])]
    const [lowest] = versions.filter((item) => typeof item === 'string').toSorted()
    return {
      protocolVersion: lowest,
      capabilities: capabilities(stateful),
      serverInfo: serverInfo(release),
      instructions: instructions(results),
    }
  }

/** The answer to `server/discover`: a single target's own; of several, the versions that all speak. */
export const mergeDiscover =
  (release: Release, multiplexing: boolean, stateful: boolean): MergeResults =>
  (results) => {
    const [only] = results
    if (!multiplexing && only !== undefined) return { ...only.result }
    return {
      supportedVersions: knownVersions(release).filter((known) =>
        results.every(({ result }) => includes(result['supportedVersions'], known)),
      ),
      capabilities: capabilities(stateful),
      instructions: instructions(results),
      _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo(release) },
    }
  }

const includes = (list: unknown, item: string): boolean =>
  Array.isArray(list) && list.includes(item)

const capabilities = (stateful: boolean) => ({
  prompts: { listChanged: true },
  resources: { ...(stateful && { subscribe: true }), listChanged: true },
  tools: { listChanged: true },
})

const instructions = (results: readonly TargetResult[]): string =>
  [
    preamble,
    ...results.flatMap(({ target, result: { instructions: own } }) =>
      typeof own === 'string' && own !== '' ? [`[${target}]\n${own}`] : [],
    ),
  ].join('\n\n')
