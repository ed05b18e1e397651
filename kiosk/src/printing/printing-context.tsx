import {
  createContext,
  createEffect,
  createSignal,
  type Accessor,
  type JSX,
  onCleanup,
  untrack,
  useContext,
} from 'solid-js'
import { type Device } from '@totem/shared-schema/local-store'
import { pageClock, type Clock } from '../time/clock.ts'
import { type Printing, type PrintingState } from './printing.ts'

/** Starts printing on a device. Rejects while its journal cannot be opened. */
export type OpenPrinting = (device: Device, clock: Clock) => Promise<Printing>

/** Printing as screens see it: its state is a signal. */
export interface ShownPrinting extends Omit<Printing, 'state' | 'onChange'> {
  readonly state: Accessor<PrintingState>
}

interface Given {
  readonly printing: Accessor<ShownPrinting | undefined>
  readonly clock: Clock
}

const PrintingContext = createContext<Given>({ printing: () => undefined, clock: pageClock })

/** Gives printing, `undefined` until it has started and on a kiosk that cannot print, and the clock it goes by. */
export const usePrinting = (): Given => useContext(PrintingContext)

/** After how many ms a journal that would not open is tried again. */
const retryMs = 5_000

/** Gives printing to the screens below. Selling never waits for it. */
export const PrintingProvider = (props: {
  readonly open: OpenPrinting | undefined
  readonly device: Device
  readonly clock: Clock
  /** Told whether bytes are on their way. */
  readonly onBusy: (isBusy: boolean) => void
  readonly children: JSX.Element
}): JSX.Element => {
  // The device of a provider never changes: another one is another provider.
  // Taken one by one: a spread would read `children` too, and make a second shop that nobody sees.
  const { open, device, clock } = untrack(() => ({
    open: props.open,
    device: props.device,
    clock: props.clock,
  }))
  const printing = createPrinting(open, device, clock)
  createEffect(() => {
    printing()?.state()
    props.onBusy(printing()?.isBusy() ?? false)
  })
  return (
    <PrintingContext.Provider value={{ printing, clock }}>
      {props.children}
    </PrintingContext.Provider>
  )
}

const createPrinting = (
  open: OpenPrinting | undefined,
  device: Device,
  clock: Clock,
): Accessor<ShownPrinting | undefined> => {
  const [shown, setShown] = createSignal<ShownPrinting>()
  let isOver = false
  let end: () => void = () => undefined
  const start = async (): Promise<void> => {
    const printing = await open?.(device, clock)
    if (printing === undefined) return
    end = () => void printing[Symbol.asyncDispose]()
    if (isOver) {
      end()
      return
    }
    const [state, setState] = createSignal(printing.state())
    printing.onChange(() => setState(printing.state()))
    setShown({ ...printing, state })
  }
  const tryToStart = (): void => {
    start().catch(() => {
      if (!isOver) end = clock.after(retryMs, tryToStart)
    })
  }
  tryToStart()
  onCleanup(() => {
    isOver = true
    end()
  })
  return shown
}
