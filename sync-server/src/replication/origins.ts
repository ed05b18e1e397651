import { type DeviceId } from '@totem/shared-schema'

/** Remembers which device wrote which state of a document, so that its own write does not come back to it. */
export interface Origins {
  readonly remember: (state: WrittenState, device: DeviceId) => void
  readonly forget: (state: WrittenState) => void
  readonly of: (state: WrittenState) => DeviceId | undefined
}

/** A state of a document as the database will hold it, known before it is written. */
export interface WrittenState {
  readonly database: string
  readonly id: string
  readonly version: string
}

/** How many states are remembered; forgetting one only costs an echo. */
const capacity = 20_000

/** Remembers nothing: what no device wrote, every device is to hear of. */
export const noOrigins: Origins = {
  remember: () => undefined,
  forget: () => undefined,
  of: () => undefined,
}

/** Makes an empty memory. */
export const createOrigins = (): Origins => {
  const devices = new Map<string, DeviceId>()
  const key = ({ database, id, version }: WrittenState): string => `${database}/${id}@${version}`
  return {
    remember: (state, device) => {
      devices.set(key(state), device)
      if (devices.size <= capacity) return
      const [oldest] = devices.keys()
      if (oldest !== undefined) devices.delete(oldest)
    },
    forget: (state) => {
      devices.delete(key(state))
    },
    of: (state) => devices.get(key(state)),
  }
}

/** Names the state of a stored document by its content: a ticket's events only grow, so their number says it. */
export const versionOf = (stored: Readonly<Record<string, unknown>>): string => {
  const { _rev, _id, events, ...content } = stored
  return typeof events === 'object' && events !== null
    ? String(Object.keys(events).length)
    : JSON.stringify(content)
}
