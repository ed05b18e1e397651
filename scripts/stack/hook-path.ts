import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { type StackOptions, stackPaths } from './stack-options.ts'

const WebhookSecrets = v.object({ current: v.string() })

/** Gives the path at which the bank calls a demo, with the secret part as the gateway makes it (docs/payments.md). */
export const readHookPath = async (options: Pick<StackOptions, 'dataDir'>): Promise<string> => {
  const text = await readFile(stackPaths(options).webhookSecrets, 'utf8')
  const { current } = v.parse(WebhookSecrets, JSON.parse(text))
  const token = createHmac('sha256', current).update('pix:demo').digest('hex').slice(0, 32)
  return `/payments/webhook/pix/${token}/pix`
}
