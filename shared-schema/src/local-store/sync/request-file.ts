import { err, ok, type Result } from '@totem/shared-schema'
import { type Network } from './network.ts'
import { problemOf, type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/** Time limit of a file, in milliseconds: one over a long period is counted while we wait. */
const fileTimeoutMs = 60_000

/** Fetches a file of the gateway with the device's token. */
export const requestFile = async (
  network: Network,
  session: Session,
  path: string,
): Promise<Result<Blob, RequestProblem>> => {
  const token = await session.token()
  if (!token.ok) return token
  try {
    const response = await network.fetch(`${network.origin}${path}`, {
      headers: { authorization: `Bearer ${token.value}` },
      signal: AbortSignal.timeout(fileTimeoutMs),
    })
    return response.ok ? ok(await response.blob()) : err(await problemOf(response))
  } catch (error) {
    return err({ kind: 'unreachable', detail: error instanceof Error ? error.name : 'unknown' })
  }
}
