import { err, ok, type Result } from '@totem/shared-schema'
import { createListeners } from './listeners.ts'
import { type PrinterTransport, type WriteProblem } from './transport.ts'

/** A printer in memory: for tests, and for a kiosk's preview. */
export interface MemoryPrinter {
  readonly transport: PrinterTransport
  /** Everything it has taken since it was plugged in. */
  readonly received: () => readonly number[]
  /** Calls with each piece it takes. */
  readonly onReceived: (listener: (bytes: Uint8Array) => void) => void
  readonly say: (bytes: readonly number[]) => void
  readonly setTaking: (takes: boolean) => void
  readonly plugIn: () => void
  readonly unplug: () => void
  readonly setHeldElsewhere: (isHeld: boolean) => void
  /** Halts the pipe: the next write fails as stalled, those after it do not. */
  readonly stall: () => void
}

/** Makes a printer in memory, plugged in. */
export const createMemoryPrinter = (): MemoryPrinter => {
  const arrivals = createListeners<undefined>()
  const departures = createListeners<undefined>()
  const said = createListeners<Uint8Array>()
  const taken = createListeners<Uint8Array>()
  const received: number[] = []
  let isThere = true
  let isHeldElsewhere = false
  let isTaking = true
  let isStalled = false
  let goOn = Promise.withResolvers<undefined>()

  const write = async (
    bytes: Uint8Array,
    isOver: () => boolean,
  ): Promise<Result<void, WriteProblem>> => {
    if (isStalled) {
      isStalled = false
      return err({ kind: 'stalled' })
    }
    while (!isTaking) await goOn.promise
    if (isOver()) return err({ kind: 'closed' })
    received.push(...bytes)
    taken.tell(bytes)
    return ok(undefined)
  }

  const open: PrinterTransport['open'] = () => {
    if (!isThere) return Promise.resolve(err({ kind: 'absent' }))
    if (isHeldElsewhere) return Promise.resolve(err({ kind: 'busy' }))
    const left = createListeners<undefined>()
    const end = Promise.withResolvers<Result<void, WriteProblem>>()
    let over: Result<void, WriteProblem> | undefined
    const finish = (problem: WriteProblem): void => {
      over ??= err(problem)
      end.resolve(over)
    }
    const stopWatching = departures.add(() => {
      if (over !== undefined) return
      finish({ kind: 'gone' })
      left.tell(undefined)
    })
    return Promise.resolve(
      ok({
        name: 'Memory',
        write: async (bytes) =>
          over ?? Promise.race([end.promise, write(bytes, () => over !== undefined)]),
        onBytes: said.add,
        onGone: left.add,
        portStatus: () => Promise.resolve(undefined),
        [Symbol.asyncDispose]: () => {
          stopWatching()
          finish({ kind: 'closed' })
          return Promise.resolve()
        },
      }),
    )
  }

  return {
    transport: { kind: 'memory', open, onArrival: arrivals.add },
    received: () => [...received],
    onReceived: taken.add,
    say: (bytes) => said.tell(Uint8Array.from(bytes)),
    setTaking: (takes) => {
      isTaking = takes
      if (!takes) return
      goOn.resolve(undefined)
      goOn = Promise.withResolvers()
    },
    plugIn: () => {
      isThere = true
      isTaking = true
      received.length = 0
      arrivals.tell(undefined)
    },
    unplug: () => {
      isThere = false
      departures.tell(undefined)
    },
    setHeldElsewhere: (isHeld) => {
      isHeldElsewhere = isHeld
    },
    stall: () => {
      isStalled = true
    },
  }
}
