import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderFailure } from '../provider.ts'

/** Parses the answer of a bank, or says at which member it is not what the standard promises. */
export const parseAs = <S extends v.GenericSchema>(
  schema: S,
  answer: unknown,
): Result<v.InferOutput<S>, ProviderFailure> => {
  const parsed = v.safeParse(schema, answer)
  return parsed.success
    ? ok(parsed.output)
    : err({ kind: 'malformed', reason: `at_${v.getDotPath(parsed.issues[0]) ?? 'answer'}` })
}

/** Tells whether a bank said 400, which is also its answer to what was done before. */
export const isBadRequest = (failure: ProviderFailure): boolean =>
  failure.kind === 'refused' && failure.reason.startsWith('status_400')
