import { type Locale, type PrivacyNotice, type PromisedWait } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createMemo, createSignal, from, onCleanup, untrack } from 'solid-js'
import { type Clock } from '../time/clock.ts'
import { createCountdown } from '../time/create-countdown.ts'
import { actsOf } from './acts.ts'
import { isEmptyDraft } from './draft.ts'
import { performAct } from './perform-act.ts'
import { type SaleEvent } from './sale-event.ts'
import { type SaleState, atStart, ticketOf } from './sale-state.ts'
import { step } from './step.ts'

/** The part of a device that sells. */
export type SellingDevice = Pick<
  Device,
  'sell' | 'append' | 'requestCharge' | 'payOffline' | 'tickets$' | 'sync$' | 'profile$'
>

/** A sale on screen: where it stands, and how to move it on. */
export interface Sale {
  /** Where the customer stands; throws what broke, so that an error boundary shows it. */
  readonly state: Accessor<SaleState>
  readonly dispatch: (event: SaleEvent) => void
  /** How long the QR code on screen stands. */
  readonly chargeSecondsLeft: Accessor<number | null>
  /** The privacy notice this customer reads: a version that arrives meanwhile is for the next one. */
  readonly notice: Accessor<PrivacyNotice | undefined>
}

/** What the present customer reads. */
export interface CustomerView {
  /** The language it is in. */
  readonly locale: Accessor<Locale>
  /** The wait they were told; `undefined` where no figure was shown, or too long ago. */
  readonly promised: Accessor<PromisedWait | undefined>
}

/** Runs one sale after another on a device. */
export const createSale = (
  device: SellingDevice,
  clock: Clock,
  { locale, promised }: CustomerView,
): Sale => {
  const [state, setState] = createSignal<SaleState>(atStart)
  const [crash, setCrash] = createSignal<{ readonly cause: unknown }>()
  const profile = from(device.profile$)
  const notice = createMemo<PrivacyNotice | undefined>((shown) => {
    const current = state()
    const isNew = current.kind === 'choosing' && isEmptyDraft(current.draft)
    return isNew || shown === undefined ? profile()?.notice : shown
  })
  const deps = { device, clock, notice, locale, promised }

  const dispatch = (event: SaleEvent): void => {
    const before = untrack(state)
    const after = step(before, event)
    if (after === before) return
    setState(after)
    for (const act of actsOf(before, after))
      performAct(act, deps).then(
        (answer) => answer !== undefined && dispatch(answer),
        (cause: unknown) => setCrash({ cause }),
      )
  }

  const tickets = device.tickets$.subscribe((list) => {
    const shown = ticketOf(untrack(state))
    const current = list.find(({ id }) => id === shown?.id)
    if (current !== undefined && current !== shown)
      dispatch({ kind: 'ticket_changed', ticket: current })
  })
  onCleanup(() => tickets.unsubscribe())

  const standsUntil = createMemo(() => {
    const shown = state()
    if (shown.kind === 'showing_qr') return shown.charge.expiresAt
    return shown.kind === 'showing_offline' ? shown.until : null
  })
  const chargeSecondsLeft = createCountdown(
    standsUntil,
    () => {
      const shown = untrack(state)
      if (shown.kind !== 'showing_qr' && shown.kind !== 'showing_offline') return
      const kind = shown.kind === 'showing_qr' ? 'charge_expired' : 'offline_wait_over'
      dispatch({ kind, ticketId: shown.ticket.id, attempt: shown.attempt })
    },
    clock,
  )

  return {
    chargeSecondsLeft,
    notice,
    state: () => {
      const broken = crash()
      if (broken !== undefined) throw broken.cause
      return state()
    },
    dispatch,
  }
}
