/** The lab's switchboard (lab/control.ts), as a test uses it. */
export class LabControl {
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** `gateway-down`, `idp-slow`, `gateway-broken-sse` …: the names that a presenter types. */
  fault(name: string): Promise<void> {
    return this.#send('PUT', `/faults/${name}`)
  }

  clearFaults(): Promise<void> {
    return this.#send('DELETE', '/faults')
  }

  tokenTtl(seconds: number): Promise<void> {
    return this.#send('PUT', `/idp/token-ttl/${seconds}`)
  }

  rotateKeys(): Promise<void> {
    return this.#send('POST', '/idp/rotate-keys')
  }

  /** Every answer of the lab's agents stops after its next piece, until `release`. */
  hold(): Promise<void> {
    return this.#send('PUT', '/agent/hold')
  }

  release(): Promise<void> {
    return this.#send('DELETE', '/agent/hold')
  }

  /** The container of an agent on AgentCore fails, until `revive`. */
  killOnAgentCore(agent: string): Promise<void> {
    return this.#send('PUT', `/agentcore/kill/${agent}`)
  }

  reviveOnAgentCore(agent: string): Promise<void> {
    return this.#send('DELETE', `/agentcore/kill/${agent}`)
  }

  /** First-boot state of the registry's records and of the counters. */
  reset(): Promise<void> {
    return this.#send('POST', '/reset')
  }

  /** A token made to order, to show a refusal. */
  async mint(claims: Record<string, unknown>): Promise<string> {
    return (await this.#json<{ token: string }>('POST', '/idp/mint', claims)).token
  }

  /** Every token and code that the identity provider has given out. */
  async issued(): Promise<string[]> {
    return (await this.#json<{ tokens: string[] }>('GET', '/idp/issued')).tokens
  }

  /** `tools/call` requests that reached the knowledge base. */
  async toolCalls(): Promise<number> {
    const counters = await this.#json<Record<string, number>>('GET', '/counters')
    return counters['knowledge.toolCalls'] ?? 0
  }

  async accessLog(): Promise<string[]> {
    return (await this.#json<{ lines: string[] }>('GET', '/gateway/access-log')).lines
  }

  async #send(method: string, path: string): Promise<void> {
    const answer = await fetch(this.#origin + path, { method })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    await answer.body?.cancel()
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.#origin + path, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T // the lab's own shapes, named by the callers above
  }
}
