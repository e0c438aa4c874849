import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { LabService } from '../../service.ts'

/** A service on a free loopback port. */
export async function listen(service: LabService) {
  const server = createServer(service.handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await service.close?.()
    },
  }
}
