import { ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderHooks } from '../provider.ts'
import { type BacenConfig } from './bacen-config.ts'
import { type BacenClient } from './bacen-client.ts'
import { parseAs } from '../line/parse-as.ts'

const Webhook = v.object({ webhookUrl: v.string() })

/** Makes the calls about the one webhook of our key: a second registration replaces the first. */
export const createWebhookCalls = (
  config: BacenConfig,
  client: BacenClient,
): Pick<ProviderHooks, 'register' | 'registered'> => {
  const path = `${config.paths.webhook}/${encodeURIComponent(config.pixKey)}`
  return {
    register: async (url, signal) => {
      const answer = await client.request({
        operation: 'put_webhook',
        method: 'PUT',
        path,
        body: { webhookUrl: url },
        signal,
      })
      return answer.ok ? ok(undefined) : answer
    },
    registered: async (signal) => {
      const answer = await client.request({
        operation: 'get_webhook',
        method: 'GET',
        path,
        signal,
      })
      if (!answer.ok) return answer.error.kind === 'unknown_charge' ? ok(undefined) : answer
      const webhook = parseAs(Webhook, answer.value)
      return webhook.ok ? ok(webhook.value.webhookUrl) : webhook
    },
  }
}
