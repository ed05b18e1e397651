import * as v from 'valibot'
import { BusinessDay, DeviceId, EventId, KioskLetter, OperatorId, ServiceCode } from '../ids/ids.ts'
import { Cents } from '../money/cents.ts'
import { PromisedWait } from '../queue/promised-wait.ts'
import { TicketQrText } from '../ticket-qr/ticket-qr-text.ts'
import { Hlc } from '../time/hlc.ts'
import { TicketEvent } from './event.ts'

const Txid = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{1,35}$/))
const SettlementId = v.pipe(v.string(), v.regex(/^pay:[a-z0-9-]{2,20}:[A-Za-z0-9._-]{1,64}$/))
const Reason = v.pipe(v.string(), v.regex(/^[a-z][a-z_]{1,39}$/))
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const nothing = v.object({})

/** Parses the immutable facts of a sale. */
export const CreatedData = v.object({
  letter: KioskLetter,
  counter: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999)),
  businessDay: BusinessDay,
  service: v.object({
    code: ServiceCode,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    priceCents: Cents,
    durationMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
  }),
  /** Payment intent: the front part of every Pix txid made for this ticket. */
  intent: v.pipe(v.string(), v.regex(/^[A-Z0-9]{25}$/)),
  /** Whether the kiosk had no connection when it sold. */
  offline: v.boolean(),
  /** The wait the customer was told; left out where no figure was shown. The ticket's QR code does not repeat it. */
  promised: v.exactOptional(PromisedWait),
})
/** The immutable facts of a sale: number, day, service with its price at that moment. */
export type CreatedData = v.InferOutput<typeof CreatedData>

/** Says for each type of event which data it carries. */
export const eventData = {
  created: CreatedData,
  printed: v.object({ job: v.pipe(v.string(), v.maxLength(40)), copy: Count }),
  charge_shown: v.object({ txid: Txid, tier: v.picklist(['dynamic', 'pool', 'static']) }),
  desk_chosen: nothing,
  paid: v.object({
    settlement: SettlementId,
    amountCents: Cents,
    txid: v.nullable(Txid),
    settledAt: Hlc,
  }),
  payment_review: v.object({ settlement: SettlementId, amountCents: Cents, reason: Reason }),
  refunded: v.object({
    settlement: SettlementId,
    refund: v.pipe(v.string(), v.maxLength(40)),
    amountCents: Cents,
  }),
  /** A manager took exactly this money as the payment, whatever the price: of each movement what was left here. */
  payment_accepted: v.object({
    held: v.pipe(
      v.array(v.object({ movement: v.pipe(v.string(), v.maxLength(90)), cents: Count })),
      v.minLength(1),
      v.maxLength(50),
    ),
    operator: OperatorId,
    /** Why, as the manager said. */
    reason: v.exactOptional(Reason),
  }),
  charge_expired: v.object({ txid: Txid }),
  refused: v.object({ reason: Reason }),
  /** A refused event that a manager let in after all: whole, under the id it has always had. */
  released: v.object({ id: EventId, event: TicketEvent }),
  called: v.object({ slot: v.optional(Count) }),
  recalled: nothing,
  started: v.object({ slot: v.optional(Count) }),
  finished: nothing,
  no_show: nothing,
  returned: nothing,
  undone: v.object({ event: EventId }),
  paid_by_hand: v.object({
    method: v.picklist(['cash', 'card', 'receipt']),
    amountCents: Cents,
    reason: v.optional(Reason),
  }),
  refunded_by_hand: v.object({ of: v.string(), amountCents: Cents, reason: Reason }),
  reprint_requested: nothing,
  /** A ticket taken into the queue from its paper: with what the QR code said, so that everybody can check it. */
  imported: v.object({ owner: DeviceId, paper: v.optional(TicketQrText) }),
  cancelled: v.object({ reason: Reason }),
} as const

/** The types of event this build understands. */
export type EventType = keyof typeof eventData

/** What an event of one type carries. */
export type EventData<T extends EventType> = v.InferOutput<(typeof eventData)[T]>

/** An event whose type and data this build understands. */
export type KnownEvent = {
  [T in EventType]: Omit<TicketEvent, 'type' | 'data'> & {
    readonly type: T
    readonly data: EventData<T>
  }
}[EventType]

/** Says whether this build understands a type of event. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(eventData, type)

/** What reading an event gives: known, of a newer build, or malformed. */
export type EventReading =
  | { readonly kind: 'known'; readonly event: KnownEvent }
  | { readonly kind: 'unknown_type' }
  | { readonly kind: 'malformed' }

/** Reads an event by the data its type demands. */
export const readEvent = (event: TicketEvent): EventReading => {
  if (!isEventType(event.type)) return { kind: 'unknown_type' }
  const data = v.safeParse(eventData[event.type], event.data)
  if (!data.success) return { kind: 'malformed' }
  // The schema picked by the type has just parsed the data, which TypeScript cannot follow.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return { kind: 'known', event: { ...event, data: data.output } as KnownEvent }
}
