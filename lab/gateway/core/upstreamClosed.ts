import { UpstreamFailure } from './upstreamAnswer.ts'

/** The one connection of an SSE session has ended: nothing can be sent any more, or no answer will come. */
export class UpstreamClosed extends UpstreamFailure {
  constructor(on: 'send' | 'receive') {
    super(`upstream closed on ${on}`)
  }

  /** agentgateway says this of every kind of upstream in the same words (75b4e6c, mcp/upstream). */
  override get said(): string {
    return this.message
  }
}
