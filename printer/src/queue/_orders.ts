import { TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Completion, type PrintData } from '../escpos/print-data.ts'
import { type PrintOrder } from './print-job.ts'

/** Names the nth ticket. */
export const ticketId = (n: number): TicketId =>
  v.parse(TicketId, `t${String(n).padStart(26, '0')}`)

/** Orders the original of the nth ticket, or a copy of it. */
export const anOrderAt = (orderedAt: number, n: number, copy: number): PrintOrder => ({
  id: `${ticketId(n)}-${copy}`,
  ticketId: ticketId(n),
  copy,
  orderedAt,
})

/** What stands at the end of the text of a ticket; it makes it longer than a chunk. */
export const tail = '.'.repeat(5_000)

/** Gives a ticket of three writes. */
export const bytesOfOrder = (
  { ticketId: id, copy }: PrintOrder,
  completion: Completion,
): PrintData => ({
  writes: [
    Uint8Array.from([0x1b, 0x40, ...ascii(`${id ?? ''} copy ${copy} `)]),
    Uint8Array.from(ascii(tail)),
    Uint8Array.of(0x1d, 0x56, 0x00),
  ],
  completion,
})

const ascii = (text: string): number[] =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
