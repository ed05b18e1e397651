import { type DayReport, type Ticket } from '@totem/shared-schema'

/** Money that came by one way, and how much of it went back, in cents. */
export interface Money {
  readonly method: string
  readonly cents: number
  readonly refundedCents: number
}

/** Money as a bank or the desk says it arrived. */
export interface SettledMoney extends Money {
  /** When, in ms since 1970. */
  readonly at: number
}

/** Says by which way a movement on a ticket came: the provider in its settlement's id, or what staff said. */
export const methodOf = ({ history }: Ticket, movement: string): string => {
  const provider = /^pay:([a-z0-9-]+):/.exec(movement)?.[1]
  if (provider !== undefined) return provider
  const byHand = history.find(({ id }) => id === movement)?.event
  return byHand?.type === 'paid_by_hand' ? byHand.data.method : 'other'
}

/** Sums money by the way it came, in the order of names. */
export const sumByMethod = (money: readonly Money[]): DayReport['methods'] =>
  [...Map.groupBy(money, ({ method }) => method)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([method, items]) => ({
      method,
      count: items.length,
      cents: items.reduce((sum, { cents }) => sum + cents, 0),
      refundedCents: items.reduce((sum, { refundedCents }) => sum + refundedCents, 0),
    }))
