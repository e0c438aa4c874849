/** An MCP server that is registered with the gateway. */
export interface Server {
  /** `<name>:<prefix>:<hostname>`, as `/status` shows it (Kuadrant e5d18c99). */
  readonly id: string
  /** `<namespace>/<route>`. */
  readonly name: string
  /** What stands before each of its tools' names, `http_` for instance; may be empty. */
  readonly prefix: string
  /** The Host that a call is sent with. */
  readonly hostname: string
  readonly url: URL
}

/** Everything gateway and broker were told by their documents. */
export interface KuadrantModel {
  readonly port: number
  /** The hosts of the gateway's own route; none means any. */
  readonly hostnames: readonly string[]
  /** The path prefixes of that route. */
  readonly paths: readonly string[]
  readonly broker: URL
  readonly servers: readonly Server[]
  /** `<namespace>/<name>` → names of tools with their prefix. */
  readonly virtualServers: ReadonlyMap<string, readonly string[]>
}
