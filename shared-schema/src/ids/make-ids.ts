import * as v from 'valibot'
import { type PublicKey, hashText } from '../crypto/keys.ts'
import { type RandomBytes } from '../crypto/seal.ts'
import { bytesToBase32 } from '../encoding/bytes.ts'
import { DeviceId, GrantId, ShiftId, TicketId } from './ids.ts'

const ownerCharacters = 10

/** What an id needs from the world: the time in milliseconds and random bytes. */
export interface IdSource {
  readonly nowMs: number
  readonly randomBytes: RandomBytes
}

/** Makes the id of a ticket that `owner` sells. Ids of one device sort by time. */
export const makeTicketId = (owner: DeviceId, source: IdSource): TicketId =>
  v.parse(TicketId, `t${timePart(source.nowMs)}${randomPart(source, 6)}${ownerPart(owner)}`)

/**
 * Says whether a device owns a ticket. The id itself tells, so that an event can be judged
 * without knowing the ticket's state.
 */
export const isOwnedBy = (ticketId: TicketId, device: DeviceId): boolean =>
  ticketId.endsWith(ownerPart(device))

/** Makes a grant id that sorts by time. */
export const makeGrantId = (source: IdSource): GrantId =>
  v.parse(GrantId, `g${timePart(source.nowMs)}${randomPart(source, 16)}`)

/** Makes a shift id that sorts by time. */
export const makeShiftId = (source: IdSource): ShiftId =>
  v.parse(ShiftId, `s${timePart(source.nowMs)}${randomPart(source, 16)}`)

/** Derives a device's id from its public key: who holds the key is the device. */
export const deviceIdOf = (publicKey: PublicKey): DeviceId =>
  v.parse(DeviceId, `d${hashText(`totem-device:${publicKey}`).slice(0, 20)}`)

const ownerPart = (device: DeviceId): string => device.slice(1, 1 + ownerCharacters)

const randomPart = (source: IdSource, length: number): string =>
  bytesToBase32(source.randomBytes(Math.ceil((length * 5) / 8)), length)

/** 48 bits of milliseconds in 10 characters; a clock outside 1970…10889 is held at the border. */
const timePart = (nowMs: number): string => {
  const ms = Math.max(0, Math.min(nowMs, 2 ** 48 - 1))
  const bytes = [40, 32, 24, 16, 8, 0].map((shift) => Math.floor(ms / 2 ** shift) % 256)
  return bytesToBase32(Uint8Array.from([...bytes, 0]), 10)
}
