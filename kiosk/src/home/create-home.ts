import { type Result } from '@totem/shared-schema'
import {
  type Device,
  type DeviceHome,
  type OpenProblem,
  type PairProblem,
} from '@totem/shared-schema/local-store'
import { type Accessor, createSignal, onCleanup, untrack } from 'solid-js'
import { type Clock } from '../time/clock.ts'

/** After how many ms a store that would not open is tried again. */
const retryMs = 5_000

/** Where the kiosk stands before it can sell. */
export type HomeState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open_elsewhere' }
  | { readonly kind: 'storage_trouble' }
  | {
      readonly kind: 'unpaired'
      readonly problem: PairProblem['kind'] | 'none'
      /** Whether there is a pairing to go back to. */
      readonly wasPaired: boolean
    }
  | { readonly kind: 'pairing' }
  | { readonly kind: 'ready'; readonly device: Device }

/** The kiosk's device on screen, and how staff pair it. */
export interface Home {
  readonly state: Accessor<HomeState>
  readonly pair: (code: string) => void
  /** Closes the device to pair the kiosk anew: new key, new letter, the same ledger. */
  readonly beginRepair: () => void
  /** Opens the kiosk as it was. */
  readonly keepPairing: () => void
}

/** What a home needs from the world. */
export interface HomeDeps {
  readonly home: Pick<DeviceHome, 'open' | 'waitForTurn' | 'pair'>
  /** The pairing code of the address, which pairs a fresh kiosk by itself. */
  readonly code: string | undefined
  readonly clock: Clock
}

/** Opens the kiosk's device: waits for another tab, tries a broken store again, pairs a fresh kiosk. */
export const createHome = (deps: HomeDeps): Home => {
  const [state, setState] = createSignal<HomeState>({ kind: 'opening' })
  const [crash, setCrash] = createSignal<{ readonly cause: unknown }>()
  let isOver = false
  let close = (): Promise<void> | undefined => undefined
  let stopRetry = (): void => undefined

  const settle = async (outcome: Result<Device, OpenProblem>): Promise<void> => {
    if (outcome.ok) {
      const device = outcome.value
      close = () => device[Symbol.asyncDispose]()
      if (isOver) await close()
      else setState({ kind: 'ready', device })
      return
    }
    if (outcome.error.kind === 'open_elsewhere') {
      setState({ kind: 'open_elsewhere' })
      await deps.home.waitForTurn()
      return open()
    }
    setState({ kind: 'storage_trouble' })
    stopRetry = deps.clock.after(retryMs, () => run(open()))
  }

  const open = async (): Promise<void> => {
    if (isOver) return
    const outcome = await deps.home.open()
    if (!outcome.ok) return settle(outcome)
    if (outcome.value !== undefined) return settle({ ok: true, value: outcome.value })
    if (deps.code === undefined) setState({ kind: 'unpaired', problem: 'none', wasPaired: false })
    else await pair(deps.code)
  }

  const pair = async (code: string): Promise<void> => {
    const before = untrack(state)
    const wasPaired = before.kind === 'unpaired' && before.wasPaired
    setState({ kind: 'pairing' })
    const outcome = await deps.home.pair(code)
    if (outcome.ok) return settle(outcome)
    if (outcome.error.kind === 'open_elsewhere' || outcome.error.kind === 'storage')
      return settle({ ok: false, error: outcome.error })
    setState({ kind: 'unpaired', problem: outcome.error.kind, wasPaired })
  }

  const repair = async (): Promise<void> => {
    const closing = close
    close = () => undefined
    // The screens let go of the device before it is closed.
    setState({ kind: 'opening' })
    await closing()
    setState({ kind: 'unpaired', problem: 'none', wasPaired: true })
  }

  const run = (work: Promise<void>): void => {
    work.catch((cause: unknown) => setCrash({ cause }))
  }

  run(open())
  onCleanup(() => {
    isOver = true
    stopRetry()
    run(close() ?? Promise.resolve())
  })
  return {
    state: () => {
      const broken = crash()
      if (broken !== undefined) throw broken.cause
      return state()
    },
    pair: (code) => run(pair(code)),
    beginRepair: () => run(repair()),
    keepPairing: () => {
      setState({ kind: 'opening' })
      run(open())
    },
  }
}
