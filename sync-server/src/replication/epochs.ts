import { type Database } from '@totem/couchdb'

/** How long an epoch is believed without asking, in milliseconds: a database is wiped or restored rarely. */
const believedMs = 2_000

/** Knows in which life each database is. */
export interface Epochs {
  readonly of: (database: Database) => Promise<string>
}

/** Makes a memory of epochs; `clock` is monotone, in milliseconds. */
export const createEpochs = (clock: () => number): Epochs => {
  const held = new Map<string, { readonly epoch: Promise<string>; readonly until: number }>()
  return {
    of: (database) => {
      const known = held.get(database.name)
      if (known !== undefined && clock() < known.until) return known.epoch
      const epoch = database.epoch()
      held.set(database.name, { epoch, until: clock() + believedMs })
      epoch.catch(() => held.delete(database.name))
      return epoch
    },
  }
}
