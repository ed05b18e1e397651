import { type PrinterProfile } from '../profile/printer-profile.ts'
import { type PrintFault, type PrintHead } from './print-head.ts'

/** A command that Totem sends, as a printer reads it. */
export interface Command {
  readonly name: string
  readonly opcode: readonly number[]
  /** How many bytes of parameters follow the opcode, judged by those that are there. */
  readonly length: (rest: Uint8Array) => number
  readonly run: (head: PrintHead, parameters: Uint8Array) => PrintFault | undefined
}

/** Gives the commands of a printer's language that Totem uses. Whatever else arrives was not meant: it is an error. */
export const commandsOf = (dialect: PrinterProfile['dialect']): readonly Command[] =>
  dialect === 'esc-pos' ? escPos : escDaruma

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
const none = (): number => 0
const one = (): number => 1
const quietly =
  (act: (head: PrintHead, parameters: Uint8Array) => void): Command['run'] =>
  (head, parameters) => {
    act(head, parameters)
    return undefined
  }
/** Runs an act for the parameters that Totem has a use for, and refuses the rest. */
const ifOneOf =
  (
    allowed: readonly number[],
    act: (head: PrintHead, value: number) => PrintFault | undefined,
  ): Command['run'] =>
  (head, [value = NaN]) =>
    allowed.includes(value) ? act(head, value) : 'bad_parameter'
const nothing = (): undefined => undefined

const lineFeed: Command = {
  name: 'LF',
  opcode: [0x0a],
  length: none,
  run: quietly((head) => head.feedLine()),
}
const initialise: Command = {
  name: 'ESC @',
  opcode: [0x1b, 0x40],
  length: none,
  run: quietly((head) => head.reset()),
}
const selectCodePage: Command = {
  name: 'ESC t',
  opcode: [0x1b, 0x74],
  length: one,
  run: (head, [number = NaN]) => head.selectCodePage(number),
}

const escPos: readonly Command[] = [
  lineFeed,
  initialise,
  selectCodePage,
  {
    name: 'FS .',
    opcode: [0x1c, 0x2e],
    length: none,
    run: quietly((head) => head.cancelKanji()),
  },
  { name: 'ESC M', opcode: [0x1b, 0x4d], length: one, run: ifOneOf([0], nothing) },
  {
    name: 'ESC E',
    opcode: [0x1b, 0x45],
    length: one,
    run: ifOneOf([0, 1], (head, value) => {
      head.setBold(value === 1)
      return undefined
    }),
  },
  {
    name: 'ESC a',
    opcode: [0x1b, 0x61],
    length: one,
    run: ifOneOf([0, 1], (head, value) => head.align(value === 1 ? 'centre' : 'left')),
  },
  {
    name: 'GS !',
    opcode: [0x1d, 0x21],
    length: one,
    run: (head, [size = NaN]) =>
      head.setScale({ width: (size >> 4) + 1, height: (size & 0x0f) + 1 }),
  },
  {
    name: 'GS v 0',
    opcode: [0x1d, 0x76, 0x30, 0x00],
    length: (rest) => 4 + word(rest, 0) * word(rest, 2),
    // Some Elgin i8 lose what goes beyond 256 rows.
    run: (head, parameters) =>
      word(parameters, 2) > 256
        ? 'bad_parameter'
        : head.raster(word(parameters, 0), parameters.slice(4)),
  },
  {
    name: 'GS V 66',
    opcode: [0x1d, 0x56, 0x42],
    length: one,
    run: ifOneOf([0], (head) => head.cut()),
  },
  // Answers when what was printed is on paper; leaves no trace on it.
  {
    name: 'GS ( H',
    opcode: [0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30],
    length: () => 4,
    run: nothing,
  },
  { name: 'GS r', opcode: [0x1d, 0x72], length: one, run: ifOneOf([1], nothing) },
]

const escDaruma: readonly Command[] = [
  lineFeed,
  initialise,
  selectCodePage,
  { name: 'ESC E', opcode: [0x1b, 0x45], length: none, run: quietly((head) => head.setBold(true)) },
  {
    name: 'ESC F',
    opcode: [0x1b, 0x46],
    length: none,
    run: quietly((head) => head.setBold(false)),
  },
  {
    name: 'ESC W',
    opcode: [0x1b, 0x57],
    length: one,
    run: ifOneOf([0, 1], (head, value) => head.setScale({ width: value + 1 })),
  },
  {
    name: 'ESC w',
    opcode: [0x1b, 0x77],
    length: one,
    run: ifOneOf([0, 1], (head, value) => head.setScale({ height: value + 1 })),
  },
  {
    name: 'ESC j',
    opcode: [0x1b, 0x6a],
    length: one,
    run: ifOneOf([0, 1], (head, value) => head.align(value === 1 ? 'centre' : 'left')),
  },
  {
    name: 'ESC 0x81',
    opcode: [0x1b, 0x81],
    length: (rest) => 2 + word(rest, 0),
    run: (head, [, , width = 0, level, ...data]) =>
      width < 3 || width > 7 || level !== 0x4d
        ? 'bad_parameter'
        : head.qr(String.fromCharCode(...data), width),
  },
  { name: 'ESC m', opcode: [0x1b, 0x6d], length: none, run: (head) => head.cut() },
]
