import * as v from 'valibot'
import { hashText } from '../crypto/keys.ts'
import { utf8 } from '../encoding/bytes.ts'
import { type TenantId, type TicketId } from '../ids/ids.ts'
import { createBitReader, createBitWriter, type BitReader, type BitWriter } from './bits.ts'
import { base32Packing, capitalsPacking, readPacked, writePacked } from './packed-text.ts'
import { readTxid, writeTxid } from './packed-txid.ts'
import { paperPayments, TicketPaper } from './ticket-paper.ts'

/** How many bytes the body may have: 160 with the signature, so that 53 QR modules hold it (docs/ticket-qr.md). */
export const maxBodyBytes = 160 - 64

/** Four characters of a tenant's hash: enough to say “another studio's”, while the signature proves it. */
export const tenantTag = (tenantId: TenantId): string =>
  hashText(`totem-tenant:${tenantId}`).slice(0, 4)

/** What a body says, and the tag of the tenant it says it for. */
export interface PaperBody {
  readonly tag: string
  readonly paper: TicketPaper
}

/**
 * Writes the body of a ticket's QR code: bits, as docs/ticket-qr.md lists them, then as much of the service's name as fits.
 * Throws a RangeError on facts beyond the format.
 */
export const writePaperBody = ({ tag, paper }: PaperBody): Uint8Array => {
  const { sale, soldAt, owner, ticketId } = paper
  const bits = createBitWriter()
  writePacked(bits, tag, base32Packing)
  writePacked(bits, owner.slice(1), base32Packing)
  writePacked(bits, ticketId.slice(1, 17), base32Packing)
  writeVarint(bits, zigzag(soldAt - idTimeMs(ticketId)))
  for (const letter of sale.letter.padEnd(2, '@')) bits.write(letter.charCodeAt(0) - 64, 5)
  bits.write(sale.counter, 17)
  bits.write(dayNumber(sale.businessDay), 16)
  bits.write(sale.service.priceCents, 27)
  bits.write(sale.service.durationMinutes, 8)
  writePacked(bits, sale.intent, capitalsPacking)
  bits.write(sale.offline ? 1 : 0, 1)
  bits.write(paperPayments.indexOf(paper.payment), 3)
  writeVarint(bits, (paper.asOf - soldAt) / 60_000)
  writeTxid(bits, paper.txid, sale.intent)
  bits.write(sale.service.code.length, 4)
  for (const character of sale.service.code)
    bits.write(capitalsPacking.alphabet.indexOf(character), 6)
  const facts = bits.bytes()
  const room = maxBodyBytes - facts.length
  if (room < 0) throw new RangeError(`${-room} bytes too many`)
  return Uint8Array.from([...facts, ...nameBytes(sale.service.name, room)])
}

/** Reads a body; `undefined` when it is not one. A name that found no room reads as the service's code. */
export const readPaperBody = (body: Uint8Array): PaperBody | undefined => {
  try {
    const bits = createBitReader(body)
    const tag = readPacked(bits, 4, base32Packing)
    const owner = readPacked(bits, 20, base32Packing)
    const ticketId = `t${readPacked(bits, 16, base32Packing)}${owner.slice(0, 10)}`
    const soldAt = idTimeMs(ticketId) + unzigzag(readVarint(bits))
    const letter = [bits.read(5), bits.read(5)].map((code) => String.fromCharCode(64 + code))
    const counter = bits.read(17)
    const businessDay = dayOf(bits.read(16) * dayMs)
    const priceCents = bits.read(27)
    const durationMinutes = bits.read(8)
    const intent = readPacked(bits, 25, capitalsPacking)
    const offline = bits.read(1) === 1
    const payment = paperPayments[bits.read(3)]
    const asOf = soldAt + readVarint(bits) * 60_000
    const txid = readTxid(bits, intent)
    const code = Array.from({ length: bits.read(4) }, () =>
      capitalsPacking.alphabet.charAt(bits.read(6)),
    ).join('')
    const name = textOf(bits.rest())
    const sale = {
      letter: letter.join('').replace('@', ''),
      counter,
      businessDay,
      service: { code, name: name === '' ? code : name, priceCents, durationMinutes },
      intent,
      offline,
    }
    const paper = v.safeParse(TicketPaper, {
      ticketId,
      owner: `d${owner}`,
      soldAt,
      sale,
      payment,
      asOf,
      txid,
    })
    return paper.success ? { tag, paper: paper.output } : undefined
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof URIError) return undefined
    throw cause
  }
}

const dayMs = 86_400_000

/** Days since 1970. `Date.parse` moves a 31st of February into March, so the day must come back as it was. */
const dayNumber = (day: string): number => {
  const ms = Date.parse(day)
  if (Number.isNaN(ms) || dayOf(ms) !== day) throw new RangeError(`no such day: ${day}`)
  return ms / dayMs
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The time inside a ticket's id: 48 bits of milliseconds and two zeros. Sales happen within it, so the rest is one byte. */
const idTimeMs = (ticketId: TicketId | string): number => {
  const digits = Array.from(ticketId.slice(1, 11), (c) => base32Packing.alphabet.indexOf(c))
  return Math.floor(digits.reduce((sum, digit) => sum * 32 + digit, 0) / 4)
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

const writeVarint = (bits: BitWriter, value: number): void => {
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bits.write(rest >= 128 ? 1 : 0, 1)
    bits.write(rest % 128, 7)
    if (rest < 128) return
  }
}

const readVarint = (bits: BitReader): number => {
  let value = 0
  for (let scale = 1; ; scale *= 128) {
    const more = bits.read(1)
    value += bits.read(7) * scale
    if (!Number.isSafeInteger(value)) throw new RangeError('a number beyond 53 bits')
    if (more === 0) return value
  }
}

/** Cuts a name between two characters. */
const nameBytes = (name: string, room: number): readonly number[] => {
  const bytes: number[] = []
  for (const character of name) {
    const more = utf8(character)
    if (bytes.length + more.length > room) break
    bytes.push(...more)
  }
  return bytes
}

/** Reads UTF-8 as the URI functions do: the domain has no `TextDecoder`. */
const textOf = (bytes: Uint8Array | undefined): string => {
  if (bytes === undefined) throw new RangeError('bits after the last field')
  return decodeURIComponent(
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  )
}
