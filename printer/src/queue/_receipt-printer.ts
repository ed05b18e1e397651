import { createMemoryPrinter, type MemoryPrinter } from '../transport/memory-transport.ts'

/** A receipt printer at the end of a memory transport: answers as Epson's manuals say, and keeps what came out. */
export interface ReceiptPrinter extends MemoryPrinter {
  /** The texts that came out, one per cut. */
  readonly papers: readonly string[]
  paper: 'there' | 'low' | 'out'
  cover: 'closed' | 'open'
  /** Whether it answers questions; a silent one prints all the same. */
  isSilent: boolean
  /** After how many more bytes it stops taking any; `undefined`: never. */
  takesOnly: number | undefined
  /** Prints what it had taken and could not print, and says so. */
  readonly recover: () => void
}

/** Texts end with a cut; pictures are not understood here. */
export const createReceiptPrinter = (): ReceiptPrinter => {
  const memory = createMemoryPrinter()
  const papers: string[] = []
  let text = ''
  let pending: readonly number[] = []
  const canPrint = (): boolean => printer.paper !== 'out' && printer.cover === 'closed'
  const report = (): readonly number[] => [
    0x10 | (canPrint() ? 0 : 0x08) | (printer.cover === 'open' ? 0x20 : 0),
    0,
    printer.paper === 'out' ? 0x0f : printer.paper === 'low' ? 0x03 : 0,
    0x0f,
  ]
  const answer = (question: number): number => {
    switch (question) {
      case 1:
        return canPrint() ? 0x12 : 0x1a
      case 2:
        return 0x12 | (printer.cover === 'open' ? 0x04 : 0) | (printer.paper === 'out' ? 0x20 : 0)
      case 4:
        return printer.paper === 'there' ? 0x12 : printer.paper === 'low' ? 0x1e : 0x7e
      default:
        return 0x12
    }
  }
  const say = (bytes: readonly number[]): void => {
    if (!printer.isSilent) memory.say(bytes)
  }
  const print = (): void => {
    while (pending.length > 0 && canPrint()) {
      const [first, second] = pending
      if (first === 0x1b && second === 0x40) {
        text = ''
        pending = pending.slice(2)
      } else if (first === 0x1d && second === 0x56) {
        papers.push(text)
        text = ''
        pending = pending.slice(3)
      } else if (first === 0x1d && second === 0x28) {
        say([0x37, 0x22, ...pending.slice(7, 11), 0])
        pending = pending.slice(11)
      } else if (first === 0x1d && second === 0x72) {
        say([0])
        pending = pending.slice(3)
      } else if (first === 0x1d && second === 0x61) {
        say(report())
        pending = pending.slice(3)
      } else {
        if (first !== undefined && first !== 0) text += String.fromCharCode(first)
        pending = pending.slice(1)
      }
    }
  }
  memory.onReceived((bytes) => {
    const asked = [...bytes].flatMap((byte, at) =>
      byte === 0x10 && bytes[at + 1] === 0x04 ? [answer(bytes[at + 2] ?? 0)] : [],
    )
    if (asked.length > 0) say(asked)
    else pending = [...pending, ...bytes]
    if (printer.takesOnly !== undefined) {
      printer.takesOnly -= bytes.length
      if (printer.takesOnly <= 0) memory.setTaking(false)
    }
    print()
  })
  const printer: ReceiptPrinter = {
    ...memory,
    papers,
    paper: 'there',
    cover: 'closed',
    isSilent: false,
    takesOnly: undefined,
    plugIn: () => {
      text = ''
      pending = []
      memory.plugIn()
    },
    recover: () => {
      printer.takesOnly = undefined
      say(report())
      memory.setTaking(true)
      print()
    },
  }
  return printer
}
