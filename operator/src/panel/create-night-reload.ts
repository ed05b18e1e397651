import { type Accessor, createEffect, onCleanup } from 'solid-js'

/** When a panel may begin anew, and how. */
export interface NightReload {
  /** Nobody is being called, and nobody was for a while. */
  readonly isIdle: Accessor<boolean>
  /** Whether the gateway answers: a page that cannot be fetched again is not to be left. */
  readonly answers: () => Promise<boolean>
  readonly reload: () => void
  readonly now: Accessor<number>
}

/** A page lives so long before it may begin anew, in milliseconds: about once a night. */
const lifeMs = 18 * 60 * 60_000
/** How long to wait before asking again, in milliseconds. */
const againMs = 5 * 60_000

/** Reloads a page that has been open for most of a day, when nobody looks: browsers of TVs leak. */
export const createNightReload = ({ isIdle, answers, reload, now }: NightReload): void => {
  const bornAt = now()
  let isAsking = false
  let askedAt = 0
  let isGone = false
  onCleanup(() => {
    isGone = true
  })
  createEffect(() => {
    const nowMs = now()
    if (nowMs - bornAt < lifeMs || !isIdle() || isAsking || nowMs - askedAt < againMs) return
    isAsking = true
    askedAt = nowMs
    void answers().then((isThere) => {
      isAsking = false
      if (isThere && !isGone && isIdle()) reload()
    })
  })
}
