import { type Context, type MiddlewareHandler } from 'hono'
import { respondDenied, respondProblem } from '../api/problem.ts'
import { type FaultPanel } from './fault-panel.ts'

/** What disturbing takes. */
export interface DisturbDeps {
  readonly panel: FaultPanel
  /** Resolves after the time, or at once when the signal aborts. Never throws. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** So long a silent bank holds a call, in ms, unless the caller hangs up. */
const silenceMs = 60_000

/** Slows the API down or answers in its place, as the panel says. */
export const disturb =
  ({ panel, wait }: DisturbDeps): MiddlewareHandler =>
  async (c, next) => {
    const { latencyMs, failure } = panel.current()
    if (latencyMs > 0) await wait(latencyMs, c.req.raw.signal)
    switch (failure) {
      case 'none':
        await next()
        return undefined
      case 'error_500':
        return respondProblem(c, 'ErroInternoDoServidor')
      case 'unavailable_503':
        return respondBusy(c, () => respondProblem(c, 'ServicoIndisponivel'))
      case 'too_many_429':
        return respondBusy(c, () => c.text('Too Many Requests', 429))
      case 'denied_403':
        return respondDenied(c)
      case 'silence':
        await wait(silenceMs, c.req.raw.signal)
        return respondProblem(c, 'IndisponibilidadePorTempoEsgotado')
    }
  }

const respondBusy = (c: Context, respond: () => Response): Response => {
  c.header('Retry-After', '1')
  return respond()
}
