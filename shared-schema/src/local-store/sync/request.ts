import * as v from 'valibot'
import { err, ok, Problem, type Result } from '@totem/shared-schema'
import { type Network } from './network.ts'

/** Why the gateway gave no usable answer. */
export type RequestProblem =
  /** No answer came: no network, no gateway, or not in time. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** The gateway answered with an error. */
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly code: string
      readonly detail: string
      readonly retryAfterSeconds: number
    }

/** What to ask of the gateway. */
export interface GatewayRequest<S extends v.GenericSchema> {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: unknown
  readonly token?: string
  readonly timeoutMs: number
  /** Ends the request early. */
  readonly signal?: AbortSignal
  /** Parses the answer. */
  readonly answer: S
}

/** Bodies below this size, in characters, are not worth compressing. */
const compressAbove = 1_024

/** Asks the gateway, within a time limit, and parses its answer. */
export const request = async <S extends v.GenericSchema>(
  network: Network,
  wanted: GatewayRequest<S>,
): Promise<Result<v.InferOutput<S>, RequestProblem>> => {
  try {
    const { headers, ...body } = await bodyOf(wanted.body)
    const response = await network.fetch(`${network.origin}${wanted.path}`, {
      method: wanted.method,
      headers: { ...headersOf(wanted), ...headers },
      signal: signalOf(wanted),
      ...body,
    })
    if (!response.ok) return err(await problemOf(response))
    const answer = v.safeParse(wanted.answer, await response.json())
    if (answer.success) return ok(answer.output)
    return err({ kind: 'unreachable', detail: 'the answer is not of the gateway' })
  } catch (error) {
    return err({ kind: 'unreachable', detail: error instanceof Error ? error.name : 'unknown' })
  }
}

const signalOf = ({ timeoutMs, signal }: GatewayRequest<v.GenericSchema>): AbortSignal => {
  const timeout = AbortSignal.timeout(timeoutMs)
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal])
}

const headersOf = ({ token }: GatewayRequest<v.GenericSchema>): Record<string, string> => ({
  accept: 'application/json',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
})

/** Gives a body as it travels, with the headers that say how. */
const bodyOf = async (
  body: unknown,
): Promise<{ readonly headers?: Record<string, string>; readonly body?: BodyInit }> => {
  if (body === undefined) return {}
  const headers = { 'content-type': 'application/json' }
  const text = JSON.stringify(body)
  if (text.length <= compressAbove) return { headers, body: text }
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return {
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: await new Response(packed).arrayBuffer(),
  }
}

/** Reads why the gateway refused. */
export const problemOf = async (response: Response): Promise<RequestProblem> => {
  const problem = v.safeParse(Problem, await response.json().catch(() => undefined))
  return {
    kind: 'answered',
    status: response.status,
    code: problem.success ? (problem.output.type.split('/').at(-1) ?? 'unknown') : 'unknown',
    detail: problem.success ? (problem.output.detail ?? problem.output.title) : response.statusText,
    retryAfterSeconds: Number(response.headers.get('retry-after') ?? '0'),
  }
}
