import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { collectDefaultMetrics } from 'prom-client'
import { createApp } from './app.ts'
import { keepDatabases, prepareDatabases } from './bootstrap.ts'
import { hasCode } from './has-code.ts'
import { createParts } from './parts.ts'
import { openHookListener } from './payments/hooks/open-hook-listener.ts'
import { giveUp, orGiveUp, readConfig } from './read-config.ts'
import { type Listening, listen } from './server/listen.ts'
import { createServices } from './services.ts'

/** A proxy asks `/readyz` about twice a second: so long it may still send after we said no. */
const drainMs = 1_500

const config = readConfig()
await using services = await createServices(config)
collectDefaultMetrics({ register: services.metrics.register })
await using parts = orGiveUp(() => createParts(services))
const app = createApp(services, parts.mounted)

const open = async (): Promise<Listening> => {
  try {
    return await listen(app, config)
  } catch (error) {
    if (!hasCode(error, 'EADDRINUSE')) throw error
    return giveUp(
      `Port ${config.port} is in use. Stop the program that holds it or set GATEWAY_PORT.`,
    )
  }
}

await using listening = await open()
await using opened = new AsyncDisposableStack()
opened.use(await openHookListener(services, parts.hookRoutes))
process.stdout.write(`Gateway is listening on http://${config.host}:${listening.port}\n`)
const prepared = prepareDatabases(services).then(() => {
  if (services.closing.aborted) return undefined
  parts.start(listening.port)
  return keepDatabases(services)
})
await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
services.readiness.drain()
// Nobody balances load in front of a demo, and people wait for it to end.
if (!config.isDemo) await sleep(drainMs)
services.close()
await prepared
