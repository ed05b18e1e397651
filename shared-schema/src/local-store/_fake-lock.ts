import { firstValueFrom, Subject } from 'rxjs'
import { type Lock } from './home/device-home.ts'

/** Locks of one browser profile in memory. */
export const fakeLock = (): Lock => {
  const held = new Set<string>()
  const released$ = new Subject<void>()
  return {
    take: (name) => {
      if (held.has(name)) return Promise.resolve(undefined)
      held.add(name)
      return Promise.resolve(() => {
        held.delete(name)
        released$.next()
      })
    },
    whenFree: async (name) => {
      while (held.has(name)) await firstValueFrom(released$)
    },
  }
}
