import {
  type Locale,
  type PrivacyNotice,
  type PromisedWait,
  type Ticket,
} from '@totem/shared-schema'
import { type ChargeProblem, type Device } from '@totem/shared-schema/local-store'
import { type Clock } from '../time/clock.ts'
import { type Act } from './acts.ts'
import { consentOf } from './consent-of.ts'
import { type SaleEvent } from './sale-event.ts'

/** How long a customer waits for a QR code of the gateway before the next way to pay comes, in ms. */
export const chargeWaitMs = 2_000

/** How long a QR code stands that nobody here can see paid, in ms: a slow app and a second try fit in. */
export const offlinePayMs = 3 * 60_000

/** What performing an act needs from the world. */
export interface ActDeps {
  readonly device: Pick<Device, 'sell' | 'append' | 'requestCharge' | 'payOffline'>
  readonly clock: Clock
  readonly notice: () => PrivacyNotice | undefined
  /** The language the customer reads. */
  readonly locale: () => Locale
  /** The wait the customer was told, while it is worth repeating. */
  readonly promised: () => PromisedWait | undefined
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
  const promised = deps.promised()
  const outcome = await deps.device.sell({
    service: act.service,
    ...act.person,
    consent: consentOf(act, notice, deps.locale()),
    ...(promised !== undefined && { promised }),
  })
  return outcome.ok ? { kind: 'sold', ticket: outcome.value } : { kind: 'sale_failed' }
}

const requestCharge = async (
  { ticket, attempt }: { readonly ticket: Ticket; readonly attempt: number },
  deps: ActDeps,
): Promise<SaleEvent> => {
  const about = { ticketId: ticket.id, attempt }
  const { promise: patienceIsOver, resolve } = Promise.withResolvers<undefined>()
  const stop = deps.clock.after(chargeWaitMs, () => resolve(undefined))
  const outcome = await Promise.race([deps.device.requestCharge(ticket, attempt), patienceIsOver])
  stop()
  if (outcome?.ok === true) return { kind: 'charge_made', charge: outcome.value, ...about }
  if (outcome !== undefined && isFinal(outcome.error)) return { kind: 'charge_refused', ...about }
  const offline = await deps.device.payOffline(ticket.id)
  return offline.ok
    ? {
        kind: 'offline_charge',
        charge: offline.value,
        until: deps.clock.now() + offlinePayMs,
        ...about,
      }
    : { kind: 'charge_unreachable', ...about }
}

/** A gateway that says no would say so to a charge made in advance too. */
const isFinal = ({ kind }: ChargeProblem): boolean => kind === 'refused'
