import { setTimeout as sleep } from 'node:timers/promises'

/** Whether the gateway should get requests now. */
export interface Readiness {
  /** Says why not, or `undefined` when it is ready. */
  readonly reasonAgainst: () => Promise<NotReady | undefined>
  /** Called once databases and indexes exist. */
  readonly markPrepared: () => void
  /** Called when the process is asked to end: proxies stop sending before the port closes. */
  readonly drain: () => void
}

/** Why the gateway is not ready. */
export type NotReady = 'starting' | 'database_unavailable' | 'shutting_down'

/** How long the database may take to say that it is there, in milliseconds. */
const patienceMs = 2_000

/** Makes the readiness of one process; `isDatabaseUp` never throws. */
export const createReadiness = (isDatabaseUp: () => Promise<boolean>): Readiness => {
  let isPrepared = false
  let isDraining = false
  return {
    markPrepared: () => {
      isPrepared = true
    },
    drain: () => {
      isDraining = true
    },
    reasonAgainst: async () => {
      if (isDraining) return 'shutting_down'
      if (!(await withinPatience(isDatabaseUp()))) return 'database_unavailable'
      return isPrepared ? undefined : 'starting'
    },
  }
}

const withinPatience = async (answer: Promise<boolean>): Promise<boolean> => {
  const waiting = new AbortController()
  const tooLate = sleep(patienceMs, false, { signal: waiting.signal }).catch(() => false)
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    waiting.abort()
  }
}
