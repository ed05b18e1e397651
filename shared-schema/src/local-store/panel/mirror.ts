import * as v from 'valibot'
import { maxBatch, PullResponse, type Checkpoint, type CollectionName } from '@totem/shared-schema'
import { type Session } from '../sync/session.ts'

/** What a panel sees of one collection, held in memory alone: a panel that was switched off owes nobody anything. */
export interface Mirror<D> {
  /** Pulls what is new to its end; says whether the gateway could be asked. */
  readonly catchUp: () => Promise<boolean>
  /** Takes rows of the live stream; those that come during a pull are held back until it has ended. */
  readonly take: (rows: readonly unknown[]) => void
  readonly documents: () => readonly D[]
}

/** What a mirror is made of; `onChange` is called after whatever changed it. */
export interface MirrorOptions<D> {
  readonly session: Session
  readonly collection: CollectionName
  readonly schema: v.GenericSchema<unknown, D>
  readonly onChange: () => void
}

/** Time limit of one pull, in milliseconds. */
const pullTimeoutMs = 15_000

/** Makes an empty mirror. */
export const createMirror = <D extends { readonly id: string }>(
  options: MirrorOptions<D>,
): Mirror<D> => {
  const { session, collection, schema, onChange } = options
  const byId = new Map<string, D>()
  let checkpoint: Checkpoint | undefined
  let epoch: string | undefined
  let heldBack: unknown[] = []
  let pulling: Promise<boolean> | undefined

  const put = (rows: readonly unknown[]): void => {
    for (const row of rows) {
      const tombstone = v.safeParse(Tombstone, row)
      if (tombstone.success) {
        byId.delete(tombstone.output.id)
        continue
      }
      const parsed = v.safeParse(schema, row)
      // What a newer gateway says in a way this build cannot read spoils nothing else.
      if (parsed.success) byId.set(parsed.output.id, parsed.output)
    }
  }

  const pull = async (): Promise<boolean> => {
    for (;;) {
      const query = new URLSearchParams({ limit: String(maxBatch) })
      if (checkpoint !== undefined) query.set('checkpoint', checkpoint.token)
      const page = await session.request({
        method: 'GET',
        path: `/sync/${collection}/pull?${query.toString()}`,
        timeoutMs: pullTimeoutMs,
        answer: PullResponse,
      })
      if (!page.ok) return false
      // A database that was restored begins a new life: what the old one held may be gone.
      if (epoch !== undefined && epoch !== page.value.epoch) byId.clear()
      epoch = page.value.epoch
      checkpoint = page.value.checkpoint
      put(page.value.documents)
      if (!page.value.more) return true
    }
  }

  return {
    catchUp: () => {
      pulling ??= pull().finally(() => {
        pulling = undefined
        put(heldBack)
        heldBack = []
        onChange()
      })
      return pulling
    },
    take: (rows) => {
      if (pulling !== undefined) {
        heldBack.push(...rows)
        return
      }
      put(rows)
      onChange()
    },
    documents: () => [...byId.values()],
  }
}

const Tombstone = v.object({ id: v.string(), _deleted: v.literal(true) })
