import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import * as z from 'zod'

import { type FaultKind, faultKinds } from './faults.ts'
import { isFromThisMachine } from './http/thisMachine.ts'
import type { LabService } from './service.ts'

/** A token made to order: whose, and what is wrong with it. */
const mintBody = z.strictObject({
  person: z.string().exactOptional(),
  claims: z.record(z.string(), z.unknown()).exactOptional(),
  /** Seconds from now; negative for a token that has expired. */
  expiresIn: z.int().exactOptional(),
  alg: z.enum(['RS256', 'ES256']).exactOptional(),
  key: z.enum(['published', 'unknown']).exactOptional(),
  kid: z.string().nullable().exactOptional(),
})

/** What the control port can do to the running lab. */
export interface Controls {
  parts: string[]
  faultOf(part: string): FaultKind | undefined
  setFault(part: string, kind: FaultKind | undefined): Promise<void>
  /** Starts the product behind a part anew; false for one that cannot be. */
  restart(part: string): Promise<boolean>
  /** Breaks off what is open on a part's port; false for one that does not run. */
  cut(part: string): boolean
  counters(): Promise<Record<string, number>>
  accessLog(): string[]
  /** First-boot state of what the lab keeps for the console: registry records, documents, counters. */
  reset(): Promise<void>
  idp?: {
    rotateKeys(): Promise<string>
    setTokenTtl(seconds: number): void
    mint(options: z.output<typeof mintBody>): Promise<string>
    issued(): string[]
  }
  /** The offline model's brake: while it is held, every answer stops after its next delta. */
  agent?: { hold(): void; release(): void }
  /** Containers on AgentCore, by the agent's name or the runtime's id; false where there is none. */
  agentcore?: { kill(name: string): boolean; revive(name: string): boolean }
}

/**
 * The lab's own switchboard, for presenters and tests: faults by name, and what only the identity provider
 * can do. It speaks for no product. A web page must not reach it: whatever carries an Origin is refused.
 */
export function createControl(controls: Controls): LabService {
  const app = new Hono()
  app.use(async (c, next) => {
    if (!isFromThisMachine(c.req.raw.headers))
      return c.json({ error: 'The lab is controlled from this machine, not from a web page.' }, 403)
    return next()
  })
  app.get('/faults', (c) =>
    c.json({
      kinds: faultKinds,
      faults: controls.parts.map((part) => ({ part, on: controls.faultOf(part) ?? null })),
    }),
  )
  app.put('/faults/:name', async (c) => {
    const fault = parseFault(c.req.param('name'), controls.parts)
    if (!fault) return c.json({ error: unknownFault(c.req.param('name'), controls.parts) }, 404)
    await controls.setFault(fault.part, fault.kind)
    return c.body(null, 204)
  })
  app.delete('/faults', async (c) => {
    for (const part of controls.parts) await controls.setFault(part, undefined)
    return c.body(null, 204)
  })
  app.post('/reset', async (c) => {
    await controls.reset()
    return c.body(null, 204)
  })
  app.post('/restart/:part', async (c) => {
    const part = c.req.param('part')
    return done(await controls.restart(part), `Nothing that can start anew is called "${part}".`)
  })
  app.post('/cut/:part', (c) => {
    const part = c.req.param('part')
    return done(controls.cut(part), unknownPart(part, controls.parts))
  })
  app.get('/counters', async (c) => c.json(await controls.counters()))
  app.get('/gateway/access-log', (c) => c.json({ lines: controls.accessLog() }))

  const { agent, agentcore, idp } = controls
  if (agent) {
    app.put('/agent/hold', (c) => {
      agent.hold()
      return c.body(null, 204)
    })
    app.delete('/agent/hold', (c) => {
      agent.release()
      return c.body(null, 204)
    })
  }
  if (agentcore) {
    app.put('/agentcore/kill/:name', (c) => {
      const name = c.req.param('name')
      return done(agentcore.kill(name), noAgent(name))
    })
    app.delete('/agentcore/kill/:name', (c) => {
      const name = c.req.param('name')
      return done(agentcore.revive(name), noAgent(name))
    })
  }
  if (idp) {
    app.post('/idp/rotate-keys', async (c) => c.json({ kid: await idp.rotateKeys() }))
    app.put('/idp/token-ttl/:seconds{[0-9]+}', (c) => {
      idp.setTokenTtl(Number(c.req.param('seconds')))
      return c.body(null, 204)
    })
    app.post('/idp/mint', async (c) => {
      const body = mintBody.safeParse(await c.req.json().catch(() => undefined))
      if (!body.success) return c.json({ error: z.prettifyError(body.error) }, 400)
      return c.json({ token: await idp.mint(body.data) })
    })
    app.get('/idp/issued', (c) => c.json({ tokens: idp.issued() }))
  }
  return { handler: getRequestListener(app.fetch) }
}

const done = (isDone: boolean, error: string): Response =>
  isDone ? new Response(null, { status: 204 }) : Response.json({ error }, { status: 404 })

const noAgent = (name: string) => `No agent on AgentCore is called "${name}".`

const unknownPart = (name: string, parts: string[]) =>
  `No part of the lab is called "${name}". There are ${parts.join(', ')}.`

const isKind = (text: string): text is FaultKind => Object.hasOwn(faultKinds, text)

function parseFault(name: string, parts: string[]) {
  for (const part of parts) {
    const kind = name.startsWith(`${part}-`) ? name.slice(part.length + 1) : ''
    if (isKind(kind)) return { part, kind }
  }
  return undefined
}

const unknownFault = (name: string, parts: string[]) =>
  `No fault is called "${name}". A fault is a part and a kind: ${parts.join(', ')} with ${Object.keys(faultKinds).join(', ')}, such as ${parts[0]}-down.`
