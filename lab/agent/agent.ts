import type { ModelMessage } from 'ai'

/**
 * What happens while an agent answers, in the words of neither face: kagent and AgentCore each tell it in
 * their own. Text comes as deltas of numbered messages; one `usage` for each call of the model.
 */
export type AgentEvent =
  | { type: 'text-start'; id: string }
  | { type: 'text-delta'; id: string; delta: string }
  | { type: 'text-end'; id: string }
  | { type: 'tool-call'; id: string; name: string; args: Record<string, unknown> }
  | {
      type: 'tool-result'
      id: string
      name: string
      /** An MCP result: `content`, `isError`; a local tool's value where it is none. */
      result: unknown
      isError: boolean
    }
  /** The tool runs only when a person agrees: the turn ends here and goes on with a decision. */
  | {
      type: 'approval'
      id: string
      call: { id: string; name: string; args: Record<string, unknown> }
      hint: string
    }
  | { type: 'usage'; inputTokens: number; outputTokens: number; totalTokens: number }
  /** The model or the loop failed; `code` such as MAX_TOKENS or the provider's error name. */
  | { type: 'error'; message: string; code?: string }
  /**
   * The last one: what is to be remembered for the next turn, this one's input included. After an error it
   * is what was remembered before. A turn that was aborted ends without it.
   */
  | { type: 'finish'; history: ModelMessage[] }

export type AgentInput =
  | { kind: 'text'; text: string }
  /** Decisions by approval id. */
  | { kind: 'decision'; decisions: Record<string, { approved: boolean; reason?: string }> }

export interface AgentTurn {
  /** As the last turn's `finish` left it. */
  history: readonly ModelMessage[]
  input: AgentInput
  /** Aborting ends the loop, its model call and its tool call. */
  signal: AbortSignal
}

/** One deployed agent. Holds nothing between turns: memory belongs to the runtime. */
export interface Agent {
  name: string
  /** "offline", or the model's own name. */
  model: string
  description: string
  run(turn: AgentTurn): AsyncIterable<AgentEvent>
  close(): Promise<void>
}

/** What a runtime starts an agent from: the Agent record and the Deployment's environment. */
export interface AgentSpec {
  /** The Agent record's name; it decides which of the lab's agents runs, `solofieldassistant` where none is known. */
  name: string
  description: string
  /** `SOLO_KB_MCP_URL`, `MODEL_PROVIDER`, `BEDROCK_MODEL_ID`, `AWS_REGION` …: the Deployment's over the lab's own. */
  env: Record<string, string | undefined>
}

/** A line that the agent writes to its log: shown as the instance's logs. */
export type AgentLog = (line: string) => void

/**
 * Starts an agent as a runtime does.
 * @throws Error with one sentence when its model cannot be had: an unknown provider, a missing key
 */
export type StartAgent = (spec: AgentSpec, log: AgentLog) => Promise<Agent>
