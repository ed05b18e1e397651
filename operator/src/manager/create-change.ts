import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createSignal } from 'solid-js'
import type * as v from 'valibot'
import { requestProblemText } from './manager.texts.ts'

/** A change that is asked of the gateway. */
export interface Change {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body?: unknown
}

/** How a change is going. */
export interface Changing {
  /** Asks for a change; gives what the gateway answered, or nothing when it did not take it. */
  readonly make: <S extends v.GenericSchema>(
    change: Change,
    answer: S,
  ) => Promise<v.InferOutput<S> | undefined>
  readonly isBusy: Accessor<boolean>
  /** Why the last one was not taken. */
  readonly problem: Accessor<string | undefined>
  readonly setProblem: (text: string | undefined) => void
}

/** Makes changes one at a time and keeps the last problem for the page to show. */
export const createChange = (device: Pick<Device, 'ask'>): Changing => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  return {
    make: async (change, answer) => {
      if (isBusy()) return undefined
      setBusy(true)
      setProblem(undefined)
      try {
        const result = await device.ask({ ...change, answer })
        if (result.ok) return result.value
        setProblem(requestProblemText(result.error))
        return undefined
      } finally {
        setBusy(false)
      }
    },
    isBusy,
    problem,
    setProblem: (text) => setProblem(text),
  }
}
