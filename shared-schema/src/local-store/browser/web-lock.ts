import { type Lock } from '../home/device-home.ts'

/** Holds the ledger through the Web Locks of the origin: a crashed tab lets go by itself. */
export const webLock = (locks: LockManager): Lock => ({
  take: (name) =>
    new Promise((resolve, reject) => {
      locks
        .request(name, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(undefined)
            return undefined
          }
          return new Promise<void>((release) => {
            resolve(release)
          })
        })
        .catch(reject)
    }),
  whenFree: async (name) => {
    await locks.request(name, () => undefined)
  },
})
