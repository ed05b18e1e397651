import { Hono } from 'hono'
import * as v from 'valibot'
import { requireScope } from '../auth/require-scope.ts'
import { PixKey } from '../charge/charge.ts'
import { type ApiDeps } from './cob-routes.ts'
import { parseConfig } from './parse-config.ts'
import { respondProblem, violationsOf } from './problem.ts'
import { readJson } from './read-json.ts'

/**
 * Real banks take `https` alone; this one also calls a gateway on the same machine. Credentials and
 * fragments have no meaning in a callback, so their presence is a mistake.
 */
const isCallbackUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return (
    (url?.protocol === 'https:' || url?.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  )
}

const WebhookBody = v.object({
  webhookUrl: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check(isCallbackUrl, 'Informe uma URL http ou https.'),
  ),
})

/** Serves the one webhook each Pix key may have. */
export const createWebhookRoutes = ({ bank, tokens }: Omit<ApiDeps, 'merchant'>): Hono => {
  const routes = new Hono()
  routes.put('/:pixKey', requireScope(tokens, 'webhook.write'), async (c) => {
    const body = await readJson(c)
    if (!body.ok) return respondProblem(c, 'RequisicaoInvalida', { detail: 'O corpo não é JSON.' })
    const pixKey = v.safeParse(PixKey, c.req.param('pixKey'), parseConfig)
    const webhook = v.safeParse(WebhookBody, body.value, parseConfig)
    if (!pixKey.success || !webhook.success)
      return respondProblem(c, 'WebhookOperacaoInvalida', {
        violacoes: violationsOf('webhook', [...(pixKey.issues ?? []), ...(webhook.issues ?? [])]),
      })
    bank.setWebhook(pixKey.output, webhook.output.webhookUrl)
    return c.body(null, 200)
  })
  routes.get('/:pixKey', requireScope(tokens, 'webhook.read'), (c) => {
    const pixKey = v.safeParse(PixKey, c.req.param('pixKey'))
    const webhook = pixKey.success ? bank.ledger.webhooks.get(pixKey.output) : undefined
    if (webhook === undefined) return respondProblem(c, 'WebhookNaoEncontrado')
    return c.json({
      webhookUrl: webhook.url,
      chave: webhook.pixKey,
      criacao: new Date(webhook.createdAtMs).toISOString(),
    })
  })
  routes.delete('/:pixKey', requireScope(tokens, 'webhook.write'), (c) => {
    const pixKey = v.safeParse(PixKey, c.req.param('pixKey'))
    const removed = pixKey.success && bank.removeWebhook(pixKey.output)
    return removed ? c.body(null, 204) : respondProblem(c, 'WebhookNaoEncontrado')
  })
  return routes
}
