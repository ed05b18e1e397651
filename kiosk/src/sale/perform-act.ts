import { type TenantProfile, type Ticket } from '@totem/shared-schema'
import { type ChargeProblem, type Device } from '@totem/shared-schema/local-store'
import { type Clock } from '../time/clock.ts'
import { type Act } from './acts.ts'
import { type SaleEvent } from './sale-event.ts'

/** How long a customer waits for a QR code while the device knows it is offline, in ms. */
export const offlineWaitMs = 2_000

/** How long a customer waits for a slow bank while the gateway answers, in ms. */
export const onlineWaitMs = 8_000

/** What performing an act needs from the world. */
export interface ActDeps {
  readonly device: Pick<Device, 'sell' | 'append' | 'requestCharge'>
  readonly clock: Clock
  readonly notice: () => TenantProfile['notice'] | undefined
  readonly isOffline: () => boolean
}

/** Does what a sale asks of the device, and gives the event that answers it. */
export const performAct = async (act: Act, deps: ActDeps): Promise<SaleEvent | undefined> => {
  switch (act.kind) {
    case 'sell':
      return sell(act, deps)
    case 'request_charge':
      return requestCharge(act, deps)
    // Nothing a customer could do follows from a failure of these notes: the ticket itself is safe.
    case 'note_charge_shown':
      await deps.device.append(act.ticketId, 'charge_shown', { txid: act.txid, tier: 'dynamic' })
      return undefined
    case 'note_desk_chosen':
      await deps.device.append(act.ticketId, 'desk_chosen', {})
      return undefined
    case 'cancel': {
      const outcome = await deps.device.append(act.ticketId, 'cancelled', { reason: 'customer' })
      return outcome.ok
        ? { kind: 'cancel_done', ticket: outcome.value }
        : { kind: 'cancel_refused', ticketId: act.ticketId }
    }
  }
}

type ActOf<K extends Act['kind']> = Extract<Act, { readonly kind: K }>

const sell = async (act: ActOf<'sell'>, deps: ActDeps): Promise<SaleEvent> => {
  const notice = deps.notice()
  if (notice === undefined) return { kind: 'sale_failed' }
  const outcome = await deps.device.sell({
    service: act.service,
    ...act.person,
    consent: {
      textVersion: notice.version,
      textHash: notice.hash,
      locale: 'pt-BR',
      purposes: [],
    },
  })
  return outcome.ok ? { kind: 'sold', ticket: outcome.value } : { kind: 'sale_failed' }
}

const requestCharge = async (
  { ticket, attempt }: { readonly ticket: Ticket; readonly attempt: number },
  deps: ActDeps,
): Promise<SaleEvent> => {
  const about = { ticketId: ticket.id, attempt }
  const waitMs = deps.isOffline() ? offlineWaitMs : onlineWaitMs
  const { promise: patienceIsOver, resolve } = Promise.withResolvers<undefined>()
  const stop = deps.clock.after(waitMs, () => resolve(undefined))
  const outcome = await Promise.race([deps.device.requestCharge(ticket, attempt), patienceIsOver])
  stop()
  if (outcome === undefined) return { kind: 'charge_unreachable', ...about }
  return outcome.ok
    ? { kind: 'charge_made', charge: outcome.value, ...about }
    : { kind: eventOfProblem[outcome.error.kind], ...about }
}

const eventOfProblem = {
  offline: 'charge_unreachable',
  bank_unavailable: 'charge_unreachable',
  refused: 'charge_refused',
} as const satisfies Record<ChargeProblem['kind'], SaleEvent['kind']>
