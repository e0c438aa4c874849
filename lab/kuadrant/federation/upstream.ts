import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

import type { Server } from '../model.ts'

/** A tool of a server, with the prefix in its name, and its server. */
export interface FederatedTool {
  readonly server: Server
  /** Its name without the prefix. */
  readonly upstreamName: string
  /** As it is listed: name with prefix, `annotations` always, members in the order of their names. */
  readonly listing: Readonly<Record<string, unknown>> & { readonly name: string }
}

/** What is known of a server since it was last looked at. */
export interface Look {
  readonly at: Date
  readonly tools: readonly FederatedTool[]
  readonly protocolVersion?: string
  /** Why its tools are not listed. */
  readonly failure?: string
}

/** The revision that the broker asks its servers for. */
export const expectedVersion = '2025-11-25'

/** The broker's own connection to a server, over which it only looks. */
export interface Upstream {
  look(): Promise<Look>
  close(): Promise<void>
}

/** `changed` is called when the server says that its tools are others now. */
export function openUpstream(server: Server, changed: () => void): Upstream {
  let client: Promise<Client> | undefined
  const forget = () => {
    client = undefined
  }
  const open = async (): Promise<Client> => {
    const made = new Client(
      { name: 'mcp-broker', version: '0.0.1' },
      { listChanged: { tools: { autoRefresh: false, onChanged: changed } } },
    )
    Object.assign(made, { onclose: forget })
    await made.connect(new StreamableHTTPClientTransport(server.url))
    return made
  }
  return {
    look: async () => {
      const at = new Date()
      try {
        client ??= open()
        const connected = await client
        const { tools } = await connected.listTools()
        const protocolVersion = connected.getNegotiatedProtocolVersion() ?? expectedVersion
        return { at, protocolVersion, tools: tools.map((tool) => toFederated(server, tool)) }
      } catch (error) {
        // The next look begins anew: a session that the server has lost does not come back.
        await client?.then((made) => made.close()).catch(() => undefined)
        forget()
        return { at, tools: [], failure: error instanceof Error ? error.message : String(error) }
      }
    },
    close: async () => {
      await client?.then((made) => made.close()).catch(() => undefined)
    },
  }
}

function toFederated(server: Server, tool: { name: string }): FederatedTool {
  const name = `${server.prefix}${tool.name}`
  const members = Object.entries({ annotations: {}, ...tool, name })
  return {
    server,
    upstreamName: tool.name,
    listing: {
      ...Object.fromEntries(members.toSorted(([one], [other]) => (one < other ? -1 : 1))),
      name,
    },
  }
}
