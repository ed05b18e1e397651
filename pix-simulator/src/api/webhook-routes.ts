import { Hono } from 'hono'
import * as v from 'valibot'
import { requireScope } from '../auth/require-scope.ts'
import { PixKey } from '../charge/charge.ts'
import { type Webhook } from '../bank/ledger.ts'
import { type ApiDeps } from './api-deps.ts'
import { parseConfig } from './parse-config.ts'
import { respondProblem, violationsOf } from './problem.ts'
import { readJson } from './read-json.ts'
import { isInWindow, pageOf, parametersToJson, windowEntries } from './window.ts'

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

const WebhookQuery = v.object({
  ...windowEntries,
  inicio: v.exactOptional(windowEntries.inicio),
  fim: v.exactOptional(windowEntries.fim),
})

/** Serves the one webhook each Pix key may have. */
export const createWebhookRoutes = ({ bank, tokens, nowMs }: ApiDeps): Hono => {
  const routes = new Hono()
  routes.get('/', requireScope(tokens, 'webhook.read'), (c) => {
    const query = v.safeParse(WebhookQuery, c.req.query(), parseConfig)
    if (!query.success)
      return respondProblem(c, 'WebhookConsultaInvalida', {
        violacoes: violationsOf('webhook', query.issues),
      })
    // Unlike the other listings, this one may be asked without a window.
    const window = { inicio: 0, fim: nowMs(), ...query.output }
    const found = [...bank.ledger.webhooks.values()].filter(({ createdAtMs }) =>
      isInWindow(createdAtMs, window),
    )
    return c.json({
      parametros: parametersToJson(window, found.length),
      webhooks: pageOf(found, window).map(webhookToJson),
    })
  })
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
    return c.json(webhookToJson(webhook))
  })
  routes.delete('/:pixKey', requireScope(tokens, 'webhook.write'), (c) => {
    const pixKey = v.safeParse(PixKey, c.req.param('pixKey'))
    const removed = pixKey.success && bank.removeWebhook(pixKey.output)
    return removed ? c.body(null, 204) : respondProblem(c, 'WebhookNaoEncontrado')
  })
  return routes
}

const webhookToJson = ({
  url,
  pixKey,
  createdAtMs,
}: Webhook): Readonly<Record<string, string>> => ({
  webhookUrl: url,
  chave: pixKey,
  criacao: new Date(createdAtMs).toISOString(),
})
