import { readCommand, type ReadCommand } from './read-command.ts'

/** One piece of paper as it was cut off. */
export interface Paper {
  /** Its ASCII text: other letters depend on the code page, and are the interpreter's business. */
  readonly text: string
  readonly isCopy: boolean
  /** All that it was printed from, the cut included. */
  readonly bytes: readonly number[]
}

/** A write that waits until the printer has room. */
interface Waiting {
  readonly bytes: Uint8Array
  readonly done: (status: 'ok' | 'stall') => void
}

/** How much fits into the printer's buffer, in bytes. */
const bufferBytes = 1_024

/**
 * An ESC/POS printer without a body: takes bytes into a small buffer, prints while it has paper and a closed cover, answers
 * DLE EOT, GS a, GS r and GS ( H as Epson's manuals say, and fails as a test tells it to.
 */
export class EmulatedPrinter {
  readonly papers: Paper[] = []
  paper: 'there' | 'out' = 'there'
  cover: 'closed' | 'open' = 'closed'
  /** Takes nothing at all, as a printer that hangs. */
  isDeaf = false
  /** Halts the pipe at its next write. */
  isHalted = false
  /** Runs once, when so many further bytes of jobs have been printed. */
  #trap: { after: number; readonly run: () => void } | undefined
  #buffer: number[] = []
  #waiting: Waiting[] = []
  #text = ''
  /** What was worked off since the last cut. */
  #worked: number[] = []
  /** Bytes of a picture that are still to come. */
  #picture = 0
  #listeners = new Set<(bytes: readonly number[]) => void>()

  /** Runs something in the middle of a job: when so many bytes of it have been worked off. */
  afterBytes(after: number, run: () => void): void {
    this.#trap = { after, run }
  }

  /** Hears what the printer says. */
  onSay(listener: (bytes: readonly number[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Hands it bytes; resolves when it has taken them. */
  write(bytes: Uint8Array): {
    readonly taken: Promise<'ok' | 'stall'>
    readonly cancel: () => void
  } {
    const { promise, resolve } = Promise.withResolvers<'ok' | 'stall'>()
    const waiting = { bytes, done: resolve }
    this.#waiting.push(waiting)
    this.work()
    return {
      taken: promise,
      cancel: () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
      },
    }
  }

  /** GET_PORT_STATUS of the USB printer class. */
  portStatus(): number {
    return 0x10 | (this.paper === 'out' ? 0x20 : 0) | (this.#canPrint() ? 0x08 : 0)
  }

  /** Cable off and on with the power: what was in the buffer is gone. */
  powerCycle(): void {
    this.#buffer = []
    this.#waiting = []
    this.#text = ''
    this.#worked = []
    this.#picture = 0
    this.isHalted = false
    this.isDeaf = false
  }

  setPaper(paper: 'there' | 'out'): void {
    this.paper = paper
    this.#report()
    this.work()
  }

  setCover(cover: 'closed' | 'open'): void {
    this.cover = cover
    this.#report()
    this.work()
  }

  /** Takes what there is room for, and prints what it can. */
  work(): void {
    for (let isBusy = true; isBusy;) {
      isBusy = this.#print()
      const [next] = this.#waiting
      if (next === undefined || this.isDeaf) continue
      if (this.isHalted) {
        this.#waiting.shift()
        next.done('stall')
        continue
      }
      if (this.#buffer.length > 0 && this.#buffer.length + next.bytes.length > bufferBytes) continue
      this.#waiting.shift()
      this.#take(next.bytes)
      next.done('ok')
      isBusy = true
    }
  }

  #take(bytes: Uint8Array): void {
    // Real-time commands come in writes of their own here, as Totem sends them.
    if (bytes[0] === 0x10 && bytes[1] === 0x04)
      for (let at = 2; at < bytes.length; at += 3) this.#say([this.#answer(bytes[at] ?? 0)])
    else this.#buffer.push(...bytes)
  }

  /** Prints one command, or a piece of a picture; says whether there may be more. */
  #print(): boolean {
    if (!this.#canPrint()) return false
    const next = this.#picture > 0 ? undefined : readCommand(this.#buffer)
    const length = next?.length ?? Math.min(this.#picture, this.#buffer.length)
    if (length === 0) return false
    const command = this.#buffer.splice(0, length)
    this.#worked.push(...command)
    if (next === undefined) this.#picture -= length
    else this.#run(command, next)
    if (this.#trap === undefined) return true
    this.#trap.after -= length
    if (this.#trap.after > 0) return true
    const { run } = this.#trap
    this.#trap = undefined
    run()
    return true
  }

  #run(command: readonly number[], { picture }: ReadCommand): void {
    const [first, second] = command
    this.#picture = picture
    if (first === 0x1b && second === 0x40) {
      this.#text = ''
      this.#worked = [...command]
    } else if (first === 0x1d && second === 0x56) this.#cut()
    else if (first === 0x1d && second === 0x28 && command[2] === 0x48)
      this.#say([0x37, 0x22, ...command.slice(7, 11), 0])
    else if (first === 0x1d && second === 0x72) this.#say([0])
    else if (first === 0x1d && second === 0x61) this.#report()
    else if (command.length === 1 && first !== undefined && first !== 0)
      this.#text += first === 0xa6 ? 'ª' : String.fromCharCode(first)
  }

  #cut(): void {
    const [text, bytes] = [this.#text, this.#worked]
    this.papers.push({ text, isCopy: text.includes('2ª via'), bytes })
    this.#text = ''
    this.#worked = []
  }

  #canPrint(): boolean {
    return this.paper === 'there' && this.cover === 'closed'
  }

  #answer(question: number): number {
    const isOut = this.paper === 'out'
    switch (question) {
      case 1:
        return this.#canPrint() ? 0x12 : 0x1a
      case 2:
        return 0x12 | (this.cover === 'open' ? 0x04 : 0) | (isOut ? 0x20 : 0)
      case 4:
        return isOut ? 0x7e : 0x12
      default:
        return 0x12
    }
  }

  #report(): void {
    this.#say([
      0x10 | (this.#canPrint() ? 0 : 0x08) | (this.cover === 'open' ? 0x20 : 0),
      0,
      this.paper === 'out' ? 0x0f : 0,
      0x0f,
    ])
  }

  #say(bytes: readonly number[]): void {
    for (const tell of this.#listeners) tell(bytes)
  }
}
