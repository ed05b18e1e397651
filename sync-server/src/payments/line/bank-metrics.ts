import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What is counted about the line to a bank. */
export interface BankMetrics {
  /** Every exchange, those that ran out of time included (`outcome="timeout"`). */
  readonly duration: Histogram<'operation' | 'outcome'>
  readonly retries: Counter<'operation'>
  /** 0 closed, 1 half open, 2 open. */
  readonly breaker: Gauge<'tenant'>
}

/** Registers the metrics of the lines to all banks. */
export const createBankMetrics = (register: Registry): BankMetrics => {
  const registers = [register]
  return {
    duration: new Histogram({
      name: 'totem_bank_exchange_duration_seconds',
      help: 'Time of one exchange with a bank, by operation and outcome.',
      labelNames: ['operation', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.8, 2.5, 5, 10],
      registers,
    }),
    retries: new Counter({
      name: 'totem_bank_retries_total',
      help: 'Exchanges with a bank that repeated a failed one.',
      labelNames: ['operation'],
      registers,
    }),
    breaker: new Gauge({
      name: 'totem_bank_breaker_state',
      help: 'Whether a bank is left alone for a while: 0 closed, 1 half open, 2 open.',
      labelNames: ['tenant'],
      registers,
    }),
  }
}
