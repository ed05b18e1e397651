import { type Call } from './board-view.ts'

/** What a look at the called numbers found: what to remember for the next look, and what to announce. */
export interface NewCalls {
  readonly heard: ReadonlyMap<string, number>
  /** Oldest first, as they were called. */
  readonly fresh: readonly Call[]
}

/** A call that is older than this when it arrives is shown and not announced, in milliseconds. */
const staleMs = 2 * 60_000

/**
 * Finds calls and recalls since the last look. The first look announces nothing: what was called before the
 * panel woke up is shown silently, and so is what an outage has kept back too long.
 */
export const newCalls = (
  heard: ReadonlyMap<string, number> | undefined,
  called: readonly Call[],
  nowMs: number,
): NewCalls => ({
  heard: new Map(called.map(({ id, calledAt }) => [id, calledAt])),
  fresh:
    heard === undefined
      ? []
      : called
          .filter(
            ({ id, calledAt }) => calledAt > (heard.get(id) ?? 0) && nowMs - calledAt < staleMs,
          )
          .toSorted((a, b) => a.calledAt - b.calledAt),
})
