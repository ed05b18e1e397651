/** Remembers what was loaded for a short time. */
export interface TtlCache<K, V> {
  /** Gives the values of keys; those not fresh in memory are loaded together. */
  readonly getMany: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>
  readonly forget: (key: K) => void
}

/** What a cache needs: how to load, how long to remember (ms), and the time. */
export interface TtlCacheOptions<K, V> {
  readonly load: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>
  readonly ttlMs: number
  readonly nowMs: () => number
}

const maxEntries = 10_000

/**
 * Makes a cache. What does not exist is not remembered: a device that was paired a moment ago
 * must be known at once, on every gateway.
 */
export const createTtlCache = <K, V>(options: TtlCacheOptions<K, V>): TtlCache<K, V> => {
  const { load, ttlMs, nowMs } = options
  const entries = new Map<K, { readonly value: V; readonly until: number }>()

  const getMany = async (keys: readonly K[]): Promise<ReadonlyMap<K, V>> => {
    const now = nowMs()
    const known = new Map<K, V>()
    const missing = new Set<K>()
    for (const key of keys) {
      const entry = entries.get(key)
      if (entry !== undefined && entry.until > now) known.set(key, entry.value)
      else missing.add(key)
    }
    if (missing.size === 0) return known
    if (entries.size + missing.size > maxEntries) entries.clear()
    for (const [key, value] of await load([...missing])) {
      // Counted from before the question: an answer is as old as its question.
      entries.set(key, { value, until: now + ttlMs })
      known.set(key, value)
    }
    return known
  }

  return { getMany, forget: (key) => entries.delete(key) }
}
