import { type Tone } from '@totem/ui'
import { type Accessor, createSignal } from 'solid-js'

/** A sentence that stays on the screen until somebody has seen it. */
export interface NoticeEntry {
  readonly id: number
  readonly tone: Tone
  readonly text: string
}

/** The sentences on the screen. */
export interface Notices {
  /** Latest first. */
  readonly list: Accessor<readonly NoticeEntry[]>
  readonly add: (tone: Tone, text: string) => void
  readonly dismiss: (id: number) => void
}

/** More would push the queue off the screen; each of them also shows in its row. */
const maxNotices = 3

/** Keeps the latest few notices, none of them twice. */
export const createNotices = (): Notices => {
  const [list, setList] = createSignal<readonly NoticeEntry[]>([])
  let lastId = 0
  return {
    list,
    add: (tone, text) => {
      lastId += 1
      const entry = { id: lastId, tone, text }
      setList((before) =>
        [entry, ...before.filter((other) => other.text !== text)].slice(0, maxNotices),
      )
    },
    dismiss: (id) => setList((before) => before.filter((entry) => entry.id !== id)),
  }
}
