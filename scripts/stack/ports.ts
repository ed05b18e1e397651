import { once } from 'node:events'
import { createServer } from 'node:net'

/** Tells whether nobody listens on a TCP port of 127.0.0.1. */
export const isPortFree = async (port: number): Promise<boolean> => {
  const server = createServer()
  try {
    const listening = once(server, 'listening')
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await listening
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}

/** Finds `count` different ports of 127.0.0.1 that are free at this moment. */
export const findFreePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer())
  try {
    // All are held open together, otherwise the system may hand out the same port twice.
    return await Promise.all(
      servers.map(async (server) => {
        const listening = once(server, 'listening')
        server.listen({ port: 0, host: '127.0.0.1' })
        await listening
        const address = server.address()
        if (address === null || typeof address === 'string') throw new Error('no TCP address')
        return address.port
      }),
    )
  } finally {
    for (const server of servers) server.close()
  }
}
