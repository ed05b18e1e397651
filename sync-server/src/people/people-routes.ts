import {
  type Customer,
  foldTicket,
  PersonCorrection,
  PersonErased,
  type PersonPurchase,
  PersonQuery,
  PersonRecord,
  type TenantId,
} from '@totem/shared-schema'
import { type Context, Hono } from 'hono'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type BusinessEvent } from '../events.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { problem } from '../problem/problem.ts'
import { storedToTicket } from '../replication/stored-ticket.ts'
import { type Services } from '../services.ts'
import { correctPerson } from './correct-person.ts'
import { eraseTickets } from './erase-person.ts'
import { cpfLookupOf, findPerson } from './find-person.ts'

const tag = 'people'

type Act = Extract<BusinessEvent, { readonly kind: 'data_subject' }>['act']

/** Makes the routes by which a manager answers a person who asks about their data (LGPD art. 18), mounted at `/people`. */
export const createPeopleRoutes = (services: Services): Hono<AppEnv> => {
  const { couch, tenants, record } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])

  const find = (c: Context<AppEnv>, cpf: PersonQuery['cpf']): Promise<readonly Customer[]> => {
    const { tenantId } = c.var.principal
    const keys = tenants.get(tenantId)
    if (keys === undefined) throw new Error(`no keys for tenant ${tenantId}`)
    return findPerson(couch, tenantId, cpfLookupOf(cpf, keys.cpfLookupKey))
  }
  /** Who looked, and at how many tickets; never at whom. */
  const note = (c: Context<AppEnv>, act: Act, tickets: number): void => {
    const { tenantId, operator: by = null } = c.var.principal
    record({ kind: 'data_subject', tenantId, act, tickets, by })
  }

  return new Hono<AppEnv>()
    .post(
      '/find',
      describe('Gives all that is held about a person', PersonQuery, PersonRecord),
      managers,
      jsonBody(PersonQuery),
      async (c) => {
        const found = await find(c, c.req.valid('json').cpf)
        note(c, 'found', found.length)
        return sendJson(c, await recordOf(services, c.var.principal.tenantId, found))
      },
    )
    .post(
      '/correct',
      describe('Puts name and phone of a person right', PersonCorrection, PersonRecord),
      managers,
      jsonBody(PersonCorrection),
      async (c) => {
        const { tenantId } = c.var.principal
        const { cpf, ...correction } = c.req.valid('json')
        const found = await find(c, cpf)
        if (found.length === 0) return nobody(c)
        await correctPerson(services, tenantId, { found, correction })
        note(c, 'corrected', found.length)
        return sendJson(c, await recordOf(services, tenantId, await find(c, cpf)))
      },
    )
    .post(
      '/erase',
      describe('Erases a person for good; the sales stay, without them', PersonQuery, PersonErased),
      managers,
      jsonBody(PersonQuery),
      async (c) => {
        const { tenantId, operator: by = null } = c.var.principal
        const found = await find(c, c.req.valid('json').cpf)
        if (found.length === 0) return nobody(c)
        const tickets = found.map(({ id }) => id)
        await eraseTickets(services, tenantId, { tickets, by })
        note(c, 'erased', tickets.length)
        return c.json({ tickets: tickets.length })
      },
    )
}

const describe = (
  summary: string,
  body: typeof PersonQuery | typeof PersonCorrection,
  answer: typeof PersonRecord | typeof PersonErased,
): ReturnType<typeof describeOperation> =>
  describeOperation({
    summary,
    tag,
    body,
    answer,
    problems: [400, 401, 403, 404, 413, 415, 422],
    needsToken: true,
  })

const recordOf = async (
  { couch }: Services,
  tenantId: TenantId,
  found: readonly Customer[],
): Promise<PersonRecord> => {
  const tickets = await tenantDatabase(couch, tenantId, 'tickets').getMany(
    found.map(({ id }) => id),
  )
  const purchases = found.map(({ id, name, phone, consent }): PersonPurchase => {
    const document = storedToTicket(tickets.get(id))
    const ticket = document === undefined ? undefined : foldTicket(document)
    return {
      ticket: id,
      number: ticket?.number ?? null,
      day: ticket?.sale.businessDay ?? null,
      service: ticket?.sale.service.name ?? null,
      priceCents: ticket?.sale.service.priceCents ?? null,
      payment: ticket?.payment.status ?? null,
      status: ticket?.service.kind ?? null,
      soldAt: ticket?.soldAt ?? null,
      name,
      phone,
      consent,
    }
  })
  return { purchases: purchases.toSorted((a, b) => (b.soldAt ?? 0) - (a.soldAt ?? 0)) }
}

const nobody = (c: Context): Response =>
  problem(c, { code: 'nobody', status: 404, title: 'Nothing is held about this person' })
