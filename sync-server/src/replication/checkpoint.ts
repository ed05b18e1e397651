import { Buffer } from 'node:buffer'
import { type Checkpoint } from '@totem/shared-schema'
import * as v from 'valibot'

/** Where a reader stands: in which life of the database, and where in its feed. */
export interface Position {
  readonly epoch: string
  readonly seq: string
}

const Position = v.object({
  epoch: v.pipe(v.string(), v.maxLength(64)),
  seq: v.pipe(v.string(), v.maxLength(1_500)),
})

/** Prints a position as the opaque token that devices carry. */
export const positionToCheckpoint = (position: Position): Checkpoint => ({
  token: Buffer.from(JSON.stringify(position)).toString('base64url'),
})

/** Reads a token back; `undefined` for one that is not ours: such a reader starts anew. */
export const checkpointToPosition = (token: string): Position | undefined => {
  try {
    const parsed = v.safeParse(
      Position,
      JSON.parse(Buffer.from(token, 'base64url').toString('utf8')),
    )
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
