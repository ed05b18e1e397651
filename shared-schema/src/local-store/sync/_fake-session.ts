import * as v from 'valibot'
import { err, ok, type Result } from '@totem/shared-schema'
import { type GatewayRequest, type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/** What was asked through a fake session. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

/** A gateway that could not be asked. */
export const unreachable: RequestProblem = { kind: 'unreachable', detail: 'TimeoutError' }

/** Makes a session that answers from a list, one answer for each request; a problem is answered as such. */
export const fakeSession = (
  answers: readonly Result<unknown, RequestProblem>[],
): { readonly session: Session; readonly asked: readonly Asked[] } => {
  const asked: Asked[] = []
  const request = <S extends v.GenericSchema>(
    wanted: Omit<GatewayRequest<S>, 'token'>,
  ): Promise<Result<v.InferOutput<S>, RequestProblem>> => {
    const answer = answers[asked.length]
    asked.push({ method: wanted.method, path: wanted.path, body: wanted.body })
    if (answer === undefined) throw new Error(`asked once too often: ${wanted.path}`)
    if (!answer.ok) return Promise.resolve(err(answer.error))
    return Promise.resolve(ok(v.parse(wanted.answer, answer.value)))
  }
  return {
    asked,
    session: { token: () => Promise.resolve(ok('token')), renew: () => undefined, request },
  }
}
