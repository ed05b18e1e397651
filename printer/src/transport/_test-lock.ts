import { type OwnerLock } from './transport.ts'

/** A lock of one process, as Web Locks are of one origin. */
export const createTestLock = (): OwnerLock => {
  const held = new Set<string>()
  return {
    take: (name) => {
      if (held.has(name)) return Promise.resolve(undefined)
      held.add(name)
      return Promise.resolve(() => held.delete(name))
    },
  }
}
