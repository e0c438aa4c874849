import type { Config } from '../../config/schema.ts'
import type { AccessLogView } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import { featuresOf } from '../features.ts'
import { gatewayUrl } from '../mcp/gatewayUrl.ts'
import { accessLine } from './accessLine.ts'
import type { KubernetesClient } from './kubernetes/client.ts'
import { refusalOf } from './kubernetes/refusal.ts'

export interface AccessLogs {
  /** The newest lines of the gateway's pod, newest last. What cannot be read says why. */
  view(gateway: string, order: { lines: number; owner: string }): Promise<AccessLogView>
}

export interface AccessLogsParts {
  config: Config
  kubernetes: KubernetesClient
}

export function createAccessLogs({ config, kubernetes }: AccessLogsParts): AccessLogs {
  return {
    async view(gateway, { lines, owner }) {
      gatewayUrl(config, gateway)
      const settings = config.gateways[gateway]
      const { namespace = '', pod = '' } = settings?.kubernetes ?? {}
      const feature = settings && featuresOf(settings).log
      if (feature?.available !== true)
        return { available: false, reason: feature?.reason ?? 'It has no log.', lines: [] }
      try {
        const { status, text, host } = await kubernetes.request(gateway, {
          method: 'GET',
          segments: ['api', 'v1', 'namespaces', namespace, 'pods', pod, 'log'],
          query: { tailLines: String(lines) },
          owner,
          label: `read log of ${pod}`,
          redact: (body) => linesOf(body).map(shownLine).join('\n'),
        })
        if (status !== 200) throw refusalOf(status, text, `show the log of ${pod}`, host)
        const source = `log of pod ${namespace}/${pod} at ${host}`
        return { available: true, source, lines: linesOf(text).slice(-lines).map(accessLine) }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        return { available: false, reason: error.message, lines: [] }
      }
    },
  }
}

const linesOf = (log: string): string[] => log.split('\n').filter((line) => line.trim() !== '')

/** The wire panel has no more of a line than the page: sessions of everybody are in it. */
const shownLine = (line: string): string => accessLine(line).text
