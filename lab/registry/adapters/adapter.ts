import type { Row } from '../row.ts'

/** What an adapter needs to know of a deployment. `target` is undefined when it is gone. */
export interface AdapterDeployment {
  namespace: string
  name: string
  uid: string
  env: Record<string, string>
  runtimeConfig: Record<string, unknown>
  target: Row | undefined
  runtime: Row
}

/** Where a deployment runs: its id on the runtime and the address that the registry reaches it at. */
export interface Started {
  id: string
  name?: string
  endpoint?: string
  /** Namespace on the runtime, where it has such a thing. */
  namespace?: string
}

export interface LogLine {
  /** RFC 3339. */
  timestamp: string
  stream: 'stdout' | 'stderr'
  line: string
}

/** A workload found on a runtime that no Deployment of the registry started. */
export interface Discovered extends Started {
  name: string
  targetKind: 'Agent' | 'MCPServer'
  /** Name of what runs, as the runtime calls it. */
  target: string
}

/** A request to an agent as it came: its bytes are not read by the registry. */
export interface ChatRequest {
  body: Uint8Array<ArrayBuffer>
  headers: Headers
  /** Names the runtime's endpoint, `DEFAULT` when left out; AgentCore calls it the qualifier. */
  endpointName: string | undefined
  /** Aborted when the caller has left. */
  signal: AbortSignal
}

/** One runtime type's way to run things. `start` and `stop` may be repeated and then change nothing. */
export interface RuntimeAdapter {
  /** Kinds it can host; both when left out. */
  targets?: readonly ('Agent' | 'MCPServer')[]
  /** @throws AdapterFailure for what the deployment's status should say; other errors are retried silently */
  start(deployment: AdapterDeployment): Promise<Started>
  stop(deployment: AdapterDeployment): Promise<void>
  health(
    deployment: AdapterDeployment,
  ): Promise<{ ready: boolean; reason?: string; message?: string }>
  /** The last `tail` lines, oldest first. */
  logs(deployment: AdapterDeployment, tail: number): Promise<LogLine[]>
  /**
   * Sends a chat request to the deployed agent and answers what it answers. Without it the request goes
   * to the deployment's endpoint as it came.
   */
  invoke?: (deployment: AdapterDeployment, request: ChatRequest) => Promise<Response>
  discover?(runtime: Row): Promise<Discovered[]>
  /** Fault of a Runtime's `config`, `kagentUrl: required field missing`; undefined when there is none. */
  validate?: (config: Record<string, unknown>) => string | undefined
  /** Ends everything that it started; called when the registry closes or is reset. */
  close?(): Promise<void>
}

/** The runtime said no, for a reason that a person can act on. */
export class AdapterFailure extends Error {
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}
