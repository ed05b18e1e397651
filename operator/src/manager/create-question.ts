import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createSignal, onMount } from 'solid-js'
import type * as v from 'valibot'
import { requestProblemText } from './manager.texts.ts'

/** What is known of an answer. What was read before stays on the screen while it is asked for again. */
export type Answer<T> =
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'ready'
      readonly value: T
      /** When it was read, in ms since 1970. */
      readonly readAt: number
      /** Why a later look failed: the value may be old. */
      readonly trouble: string | null
    }
  | { readonly kind: 'failed'; readonly text: string }

/** A question to the gateway that can be asked again. */
export interface Question<T> {
  readonly answer: Accessor<Answer<T>>
  readonly ask: () => Promise<void>
  /** Puts in what a change has answered, without asking anew. */
  readonly put: (change: (before: T) => T) => void
}

/** Asks the gateway for something a page shows, at once and whenever told to. */
export const createQuestion = <S extends v.GenericSchema>(
  device: Pick<Device, 'ask'>,
  question: {
    readonly method?: 'GET' | 'POST'
    readonly path: string
    readonly answer: S
    /** Gives ms since 1970. */
    readonly nowMs?: () => number
  },
): Question<v.InferOutput<S>> => {
  const [answer, setAnswer] = createSignal<Answer<v.InferOutput<S>>>({ kind: 'asking' })
  let latest = 0
  const ask = async (): Promise<void> => {
    latest += 1
    const mine = latest
    if (answer().kind === 'failed') setAnswer({ kind: 'asking' })
    const { method = 'GET', path, answer: schema, nowMs = Date.now } = question
    const result = await device.ask({ method, path, answer: schema })
    // A slow answer to an older question is not put over a newer one.
    if (mine !== latest) return
    if (result.ok) {
      setAnswer({ kind: 'ready', value: result.value, readAt: nowMs(), trouble: null })
      return
    }
    const text = requestProblemText(result.error)
    // A look that fails takes nothing from the screen: somebody may be in the middle of a choice.
    const isShutOut = result.error.kind === 'answered' && [401, 403].includes(result.error.status)
    setAnswer((before) =>
      before.kind === 'ready' && !isShutOut
        ? { ...before, trouble: text }
        : { kind: 'failed', text },
    )
  }
  onMount(() => void ask())
  return {
    answer,
    ask,
    put: (change) =>
      setAnswer((before) =>
        before.kind === 'ready' ? { ...before, value: change(before.value) } : before,
      ),
  }
}
