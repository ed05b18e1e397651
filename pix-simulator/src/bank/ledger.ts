import { type Result } from '@totem/shared-schema'
import { type Charge, type PixKey } from '../charge/charge.ts'
import {
  type ChargeEvent,
  type ChargeRefusal,
  transitionCharge,
} from '../charge/charge-transition.ts'
import { type EndToEndId } from '../charge/end-to-end-id.ts'
import { type Txid } from '../charge/txid.ts'
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
  const webhooks = new Map<PixKey, Webhook>()
  const openCallbacks = new Set<EndToEndId>()

  const advance = (txid: Txid, event: ChargeEvent): void => {
    const charge = charges.get(txid)
    if (charge === undefined) throw new Error(`The journal changes an unknown charge ${txid}`)
    charges.set(txid, allowed(txid, transitionCharge(charge, event)))
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
        const { endToEndId, txid, pixKey, receivedAtMs } = entry.pix
        advance(txid, { kind: 'paid', endToEndId, atMs: receivedAtMs })
        pix.set(endToEndId, entry.pix)
        if (webhooks.has(pixKey)) openCallbacks.add(endToEndId)
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

  return { charges, txidsByLocation, pix, webhooks, openCallbacks, apply }
}

const allowed = (txid: Txid, result: Result<Charge, ChargeRefusal>): Charge => {
  if (result.ok) return result.value
  throw new Error(`The journal breaks the life cycle of charge ${txid}: ${result.error.kind}`)
}
