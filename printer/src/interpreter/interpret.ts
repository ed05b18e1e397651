import { err, ok, type Result } from '@totem/shared-schema'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { commandsOf } from './commands.ts'
import { createPrintHead, type PrintedPaper, type PrintFault } from './print-head.ts'

/** Where and why a printer would not print what was meant. */
export interface UnreadableJob {
  readonly fault: PrintFault | 'unknown_command' | 'cut_short' | 'unfinished_line'
  /** The offset of the byte at which it happens. */
  readonly at: number
  /** That byte and those after it, in hexadecimal. */
  readonly bytes: string
}

/** What a job puts on paper, and the names of the commands it does it with, in order. */
export interface ReadJob extends PrintedPaper {
  readonly commands: readonly string[]
}

/**
 * Prints a job on a bitmap, dot by dot, as the printer would. It knows the commands that Totem means to send and no
 * other: an unknown one, text wider than the paper or an accent the printer does not have is an error. Tests judge every job
 * by it, and the on-screen preview shows what it draws.
 */
export const interpret = (
  bytes: Uint8Array,
  profile: PrinterProfile,
): Result<ReadJob, UnreadableJob> => {
  const head = createPrintHead(profile)
  const commands = commandsOf(profile.dialect)
  const fail = (fault: UnreadableJob['fault'], at: number): Result<never, UnreadableJob> =>
    err({ fault, at, bytes: hexadecimal(bytes.slice(at, at + 8)) })

  if (!holds(bytes, 0, profile.preamble)) return fail('unknown_command', 0)
  let at = profile.preamble.length
  let isLineOpen = false
  const named: string[] = []
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    const isLetter = byte >= 0x20 && byte !== 0x7f
    const command = isLetter ? undefined : commands.find(({ opcode }) => holds(bytes, at, opcode))
    if (command === undefined) {
      const fault = isLetter ? head.type(byte) : 'unknown_command'
      if (fault !== undefined) return fail(fault, at)
      isLineOpen = true
      at += 1
      continue
    }
    const rest = bytes.subarray(at + command.opcode.length)
    const length = command.length(rest)
    if (length > rest.length) return fail('cut_short', at)
    const fault = command.run(head, rest.slice(0, length))
    if (fault !== undefined) return fail(fault, at)
    if (command.name === 'LF') isLineOpen = false
    named.push(command.name)
    at += command.opcode.length + length
  }
  return isLineOpen
    ? fail('unfinished_line', bytes.length)
    : ok({ ...head.paper(), commands: named })
}

const holds = (bytes: Uint8Array, at: number, wanted: readonly number[]): boolean =>
  wanted.every((byte, offset) => bytes[at + offset] === byte)

const hexadecimal = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
