import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderFailure } from '../provider.ts'
import { type BankResponse } from './bank-fetch.ts'

/** What a bank made of one call, and for how long it asks for quiet. */
export interface BankAnswer {
  readonly status: number
  readonly result: Result<unknown, ProviderFailure>
  readonly retryAfterMs?: number
}

/**
 * Reads an answer by status and content type, never by its text alone: banks and the walls before
 * them answer HTML too.
 */
export const readAnswer = async (answer: BankResponse, nowMs: number): Promise<BankAnswer> => {
  const { status } = answer
  const isJson = /^application\/(?:problem\+)?json\b/i.test(
    answer.headers.get('content-type') ?? '',
  )
  const text = await answer.text()
  const retryAfterMs = readRetryAfter(answer.headers.get('retry-after'), nowMs)
  return {
    status,
    result: answer.ok ? resultOf(text, isJson) : err(failureOfStatus(status, text, isJson)),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

const resultOf = (text: string, isJson: boolean): BankAnswer['result'] => {
  if (text === '') return ok(undefined)
  return isJson ? ok(parseJson(text)) : err({ kind: 'malformed', reason: 'not_json' })
}

const failureOfStatus = (status: number, text: string, isJson: boolean): ProviderFailure => {
  if (status >= 500 || status === 408 || status === 429)
    return { kind: 'unavailable', reason: `status_${status}` }
  // A proxy's own 404 page says nothing about the charge.
  if (status === 404)
    return isJson
      ? { kind: 'unknown_charge' }
      : { kind: 'unavailable', reason: 'status_404_not_json' }
  const name = isJson ? problemName(parseJson(text)) : '_not_json'
  return { kind: 'refused', reason: `status_${status}${name}` }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const BacenProblem = v.object({ type: v.pipe(v.string(), v.regex(/\/[A-Za-z]{1,60}$/)) })

/** Gives the last part of a BACEN problem type: the rest of a problem may quote personal data. */
const problemName = (body: unknown): string => {
  const parsed = v.safeParse(BacenProblem, body)
  return parsed.success ? `_${parsed.output.type.split('/').at(-1) ?? ''}` : ''
}

/** Reads `Retry-After` (RFC 9110 §10.2.3), seconds or a date, into ms from now. */
const readRetryAfter = (header: string | null, nowMs: number): number | undefined => {
  if (header === null) return undefined
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000
  // JavaScript takes far more for a date than HTTP does.
  const ms = header.endsWith(' GMT') ? Date.parse(header) - nowMs : Number.NaN
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
