/** The lab's switchboard (lab/control.ts), as a test uses it. */
export class LabControl {
  readonly #origin: string
  readonly #kubernetes: string
  /** Whether documents of a gateway were changed since the last `reset`. */
  touched = false

  /** `kubernetes`: the lab's Kubernetes API, with a cluster for each gateway. */
  constructor(origin: string, kubernetes: string) {
    this.#origin = origin
    this.#kubernetes = kubernetes
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

  /** First-boot state of the registry's records, of the gateways' documents and of the counters. */
  async reset(): Promise<void> {
    await this.#send('POST', '/reset')
    this.touched = false
  }

  /** The product behind a port starts anew with the documents it has: sessions in its memory are gone. */
  restart(part: string): Promise<void> {
    return this.#send('POST', `/restart/${part}`)
  }

  /** What is open on a part's port breaks off, once. */
  cut(part: string): Promise<void> {
    return this.#send('POST', `/cut/${part}`)
  }

  /**
   * Applies a document to a gateway's cluster past the console, as `kubectl apply --server-side` would.
   * `path` is the object's below the API: `/api/v1/namespaces/default/services/mcp-tool`.
   */
  async apply(cluster: string, path: string, yaml: string): Promise<void> {
    this.touched = true
    const query = 'fieldManager=kubectl&force=true'
    await this.#kubernetesAnswer('PATCH', `${cluster}${path}?${query}`, yaml)
  }

  /** Deletes a document, as `kubectl delete` would. */
  async remove(cluster: string, path: string): Promise<void> {
    this.touched = true
    await this.#kubernetesAnswer('DELETE', cluster + path)
  }

  async #kubernetesAnswer(method: string, path: string, body?: string): Promise<void> {
    const answer = await fetch(`${this.#kubernetes}/clusters/${path}`, {
      method,
      headers: { 'content-type': 'application/apply-patch+yaml' },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    await answer.body?.cancel()
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
