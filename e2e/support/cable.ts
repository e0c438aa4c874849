import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What lies between a browser and a console: it can be pulled out, and put in again. */
export interface Cable {
  /** The port that a browser connects to. */
  port: number
  /** Every connection breaks, and no new one comes about. */
  pull(): void
  plug(): void
  close(): void
}

/** Lays a cable to `port` of this machine. */
export async function layCable(port: number): Promise<Cable> {
  const ends = new Set<Socket>()
  let pulled = false
  const cut = () => {
    for (const end of ends) end.destroy()
  }
  const server = createServer((near) => {
    if (pulled) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.once('close', () => {
        ends.delete(end)
        other.destroy()
      })
      // A connection that breaks is what a cable is pulled for.
      end.once('error', () => other.destroy())
      end.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // listens on a port, so this is no pipe
    pull: () => {
      pulled = true
      cut()
    },
    plug: () => {
      pulled = false
    },
    close: () => {
      server.close()
      cut()
    },
  }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // as above
  server.close()
  await once(server, 'close')
  return port
}
