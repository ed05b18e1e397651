import { type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Charge, type PixKey } from '../charge/charge.ts'
import {
  type ChargeEvent,
  type ChargeRefusal,
  transitionCharge,
} from '../charge/charge-transition.ts'
import { type EndToEndId } from '../charge/end-to-end-id.ts'
import { Txid } from '../charge/txid.ts'
import { type Refund } from '../refund/refund.ts'
import { type JournalEntry, type Pix } from './journal-entry.ts'

/** Where the receiver wants to hear about Pix that arrive for one key. */
export interface Webhook {
  readonly pixKey: PixKey
  readonly url: string
  readonly createdAtMs: number
}

/** What the bank knows at this moment. It follows from the journal alone. */
export interface Ledger {
  readonly charges: ReadonlyMap<Txid, Charge>
  readonly txidsByLocation: ReadonlyMap<string, Txid>
  readonly pix: ReadonlyMap<EndToEndId, Pix>
  /** The Pix that name each txid, oldest first: by mistake there may be several. */
  readonly pixByTxid: ReadonlyMap<string, readonly Pix[]>
  /** The refunds of each Pix that has any, oldest first. */
  readonly refunds: ReadonlyMap<EndToEndId, readonly Refund[]>
  readonly webhooks: ReadonlyMap<PixKey, Webhook>
  /** Pix the receiver has still to hear about. */
  readonly openCallbacks: ReadonlySet<EndToEndId>
  /** Takes in one fact; throws when the journal says what the life cycle does not allow. */
  readonly apply: (entry: JournalEntry) => void
}

/** Makes an empty ledger. */
export const createLedger = (): Ledger => {
  const charges = new Map<Txid, Charge>()
  const txidsByLocation = new Map<string, Txid>()
  const pix = new Map<EndToEndId, Pix>()
  const pixByTxid = new Map<string, readonly Pix[]>()
  const refunds = new Map<EndToEndId, readonly Refund[]>()
  const webhooks = new Map<PixKey, Webhook>()
  const openCallbacks = new Set<EndToEndId>()

  const advance = (txid: Txid, event: ChargeEvent): void => {
    const charge = charges.get(txid)
    if (charge === undefined) throw new Error(`The journal changes an unknown charge ${txid}`)
    charges.set(txid, allowed(txid, transitionCharge(charge, event)))
  }

  const takeIn = (received: Pix): void => {
    const { endToEndId, txid } = received
    pix.set(endToEndId, received)
    if (txid !== undefined) pixByTxid.set(txid, [...(pixByTxid.get(txid) ?? []), received])
    owe(received)
  }

  /** Only a Pix with a txid is told, and only for a key that has a webhook (API Pix 2.9 callbacks). */
  const owe = ({ endToEndId, txid, pixKey }: Pix): void => {
    if (txid !== undefined && webhooks.has(pixKey)) openCallbacks.add(endToEndId)
  }

  const pixOfRefund = (endToEndId: EndToEndId): Pix => {
    const refunded = pix.get(endToEndId)
    if (refunded === undefined) throw new Error(`The journal refunds an unknown Pix ${endToEndId}`)
    return refunded
  }

  const apply = (entry: JournalEntry): void => {
    switch (entry.kind) {
      case 'charge_created': {
        const { txid, atMs, locationId, location, terms } = entry
        const facts = { txid, createdAtMs: atMs, revision: 0, locationId, location, terms }
        charges.set(txid, { kind: 'active', ...facts })
        txidsByLocation.set(location, txid)
        return
      }
      case 'charge_revised':
        advance(entry.txid, { kind: 'revised', terms: entry.terms })
        return
      case 'charge_removed':
        advance(entry.txid, { kind: 'removed' })
        return
      case 'pix_received': {
        const { endToEndId, txid, receivedAtMs } = entry.pix
        advance(txid, { kind: 'paid', endToEndId, atMs: receivedAtMs })
        takeIn(entry.pix)
        return
      }
      case 'pix_strayed_in': {
        const { endToEndId, txid } = entry.pix
        const charge = v.safeParse(Txid, txid)
        if (charge.success && charges.has(charge.output))
          advance(charge.output, { kind: 'paid_astray', endToEndId })
        takeIn(entry.pix)
        return
      }
      case 'refund_asked': {
        const { endToEndId } = pixOfRefund(entry.endToEndId)
        const asked: Refund = { ...entry.refund, kind: 'in_progress' }
        refunds.set(endToEndId, [...(refunds.get(endToEndId) ?? []), asked])
        return
      }
      case 'refund_settled': {
        const { endToEndId, refundId, outcome, atMs } = entry
        const ended = (refund: Refund): Refund =>
          outcome === 'done'
            ? { ...refund, kind: 'done', settledAtMs: atMs }
            : { ...refund, kind: 'failed' }
        const known = refunds.get(endToEndId) ?? []
        refunds.set(
          endToEndId,
          known.map((refund) => (refund.id === refundId ? ended(refund) : refund)),
        )
        owe(pixOfRefund(endToEndId))
        return
      }
      case 'webhook_set':
        webhooks.set(entry.pixKey, {
          pixKey: entry.pixKey,
          url: entry.url,
          createdAtMs: entry.atMs,
        })
        return
      case 'webhook_removed':
        webhooks.delete(entry.pixKey)
        return
      case 'callback_closed':
        openCallbacks.delete(entry.endToEndId)
        return
    }
  }

  return { charges, txidsByLocation, pix, pixByTxid, refunds, webhooks, openCallbacks, apply }
}

const allowed = (txid: Txid, result: Result<Charge, ChargeRefusal>): Charge => {
  if (result.ok) return result.value
  throw new Error(`The journal breaks the life cycle of charge ${txid}: ${result.error.kind}`)
}
