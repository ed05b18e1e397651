import { type Hono } from 'hono'
import { type AppEnv } from '../../http/app-env.ts'
import { giveUp, readBytesIfThere } from '../../read-config.ts'
import { type Services } from '../../services.ts'
import { listenForHooks } from './listen-for-hooks.ts'

/** Opens the port for banks that `WEBHOOK_GATE_FILE` names, if it names one; when a file is missing, ends the process. */
export const openHookListener = async (
  { config, logger, metrics }: Pick<Services, 'config' | 'logger' | 'metrics'>,
  routes: Hono<AppEnv>,
): Promise<AsyncDisposable | undefined> => {
  const { listener } = config.webhookGate
  if (listener === undefined) return undefined
  const read = (path: string): Buffer =>
    readBytesIfThere(path) ?? giveUp(`WEBHOOK_GATE_FILE (listener): the file ${path} is missing.`)
  const { host, port, certFile, keyFile, clientCaFile } = listener
  const tls = { cert: read(certFile), key: read(keyFile), ca: read(clientCaFile) }
  const opened = await listenForHooks({ routes, logger, metrics, host, port, tls })
  logger.info({ port: opened.port }, 'webhook_listener')
  return opened
}
