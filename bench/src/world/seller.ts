import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import {
  ConsentRecord,
  CreatedData,
  Hlc,
  PersonName,
  Phone,
  SealingKey,
  Signature,
  TenantId,
  businessDayOf,
  defaultTimeZone,
  deviceIdOf,
  eventIdOf,
  eventText,
  eventVersion,
  keyPairFromSeed,
  makePaymentIntent,
  makeTicketId,
  seal,
  signText,
  type Customer,
  type DeviceId,
  type EventId,
  type EventPlace,
  type KeyPair,
  type KioskLetter,
  type Sealed,
  type TicketDocument,
  type TicketEvent,
} from '@totem/shared-schema'
import * as v from 'valibot'

/** The tenant of the demo, to which everything the bench sells belongs. */
export const demoTenant = v.parse(TenantId, 'demo')

/** A ticket with the person who bought it. */
export interface Sold {
  readonly document: TicketDocument
  readonly customer: Customer
}

/** What an event is before it is signed. */
export interface Draft {
  readonly type: 'created' | 'cancelled'
  readonly data: Readonly<Record<string, unknown>>
  readonly at: number
}

/** Somebody who sells as a kiosk does, without being one: for rivals, and for filling a database. */
export interface Seller {
  readonly device: DeviceId
  readonly keys: KeyPair
  readonly letter: KioskLetter
  /** Sells at a moment (ms since 1970), with tweetnacl, at the price a kiosk pays for it. */
  readonly sell: (soldAt: number) => Sold
  /** Sells the same, signed by the platform and with one sealed CPF for all: fast, for thousands. */
  readonly sellFast: (soldAt: number, after?: readonly Draft[]) => Sold
}

const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
const cpf = '52998224725'
const name = v.parse(PersonName, 'Maria da Silva')
const phone = v.parse(Phone, '+5551999998888')

/** Makes a seller with a key of its own. Without the tenant's sealing key nobody can open what it seals. */
export const createSeller = (
  letter: KioskLetter,
  sealingKey: SealingKey = randomSealingKey(),
): Seller => {
  const keys = keyPairFromSeed(bytes(32))
  const device = deviceIdOf(keys.publicKey)
  const sealedOnce = seal(cpf, sealingKey, bytes)
  const signNatively = nativeSigner(keys)
  let counter = 0
  let head: EventId | null = null

  const sellWith = (
    { signed, sealed }: Craft,
    soldAt: number,
    after: readonly Draft[] = [],
  ): Sold => {
    counter += 1
    const at = v.parse(Hlc, soldAt)
    const id = makeTicketId(device, { nowMs: soldAt, randomBytes: bytes })
    const place = { tenantId: demoTenant, ticketId: id }
    const created = { type: 'created', data: createdData(letter, counter, soldAt), at } as const
    const events: Record<EventId, TicketEvent> = {}
    for (const draft of [created, ...after]) {
      const body = bodyOf(draft, device, head)
      head = eventIdOf(place, body)
      events[head] = signed(place, body)
    }
    return {
      document: { id, tenantId: demoTenant, events },
      customer: {
        id,
        tenantId: demoTenant,
        name,
        phone,
        cpfSealed: sealed(),
        consent: v.parse(ConsentRecord, { ...consent, acknowledgedAt: at }),
        device,
        writtenAt: at,
      },
    }
  }

  return {
    device,
    keys,
    letter,
    sell: (soldAt) =>
      sellWith(
        {
          signed: (place, body) => ({
            ...body,
            sig: signText(eventText(place, body), keys.secretKey),
          }),
          sealed: () => seal(cpf, sealingKey, bytes),
        },
        soldAt,
      ),
    sellFast: (soldAt, after) =>
      sellWith(
        {
          signed: (place, body) => ({ ...body, sig: signNatively(eventText(place, body)) }),
          sealed: () => sealedOnce,
        },
        soldAt,
        after,
      ),
  }
}

const randomSealingKey = (): SealingKey =>
  v.parse(SealingKey, Buffer.from(bytes(32)).toString('base64url'))

type EventBody = Omit<TicketEvent, 'sig'>

interface Craft {
  readonly signed: (place: EventPlace, body: EventBody) => TicketEvent
  readonly sealed: () => Sealed
}

const consent = { textVersion: '2026-11', textHash: 'hash', locale: 'pt-BR', purposes: [] }
const service = { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 15 }

const createdData = (letter: KioskLetter, counter: number, soldAt: number): CreatedData =>
  v.parse(CreatedData, {
    letter,
    counter,
    businessDay: businessDayOf(soldAt, defaultTimeZone),
    service,
    intent: makePaymentIntent(letter, bytes),
    offline: false,
  })

const bodyOf = (draft: Draft, device: DeviceId, prev: EventId | null): EventBody => ({
  v: eventVersion,
  type: draft.type,
  at: v.parse(Hlc, draft.at),
  by: { kind: 'device', device },
  prev,
  data: draft.data,
})

/** Ed25519 gives the same bytes whoever computes them, and the platform does so forty times faster. */
const nativeSigner = ({ secretKey }: KeyPair): ((text: string) => Signature) => {
  const both = Buffer.from(secretKey, 'base64url')
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      d: both.subarray(0, 32).toString('base64url'),
      x: both.subarray(32).toString('base64url'),
    },
  })
  return (text) => v.parse(Signature, sign(null, Buffer.from(text), key).toString('base64url'))
}
