import { Counter, type Registry } from 'prom-client'

/** What is counted about money. */
export interface PaymentMetrics {
  /** Answers to kiosks that asked for a charge. */
  readonly charges: Counter<'outcome'>
  /** Calls from banks by what was thought of them. */
  readonly hooks: Counter<'verdict'>
  /** Movements of money: `recorded` once each, then once by what they meant to their ticket. */
  readonly settlements: Counter<'outcome'>
  /** Refunds by the status they reached. */
  readonly refunds: Counter<'status'>
  /** Entries of a bank's list that nobody could read: money may be missing. */
  readonly unreadable: Counter
  /** Questions to banks that failed, by kind. */
  readonly providerFailures: Counter<'operation' | 'kind'>
}

/** Registers the metrics of money. */
export const createPaymentMetrics = (register: Registry): PaymentMetrics => {
  const registers = [register]
  return {
    charges: new Counter({
      name: 'totem_charges_total',
      help: 'Requests for a charge, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    hooks: new Counter({
      name: 'totem_payment_hooks_total',
      help: 'Calls from payment providers, by verdict.',
      labelNames: ['verdict'],
      registers,
    }),
    settlements: new Counter({
      name: 'totem_settlements_total',
      help: 'Movements of money recorded, and matched by what they meant.',
      labelNames: ['outcome'],
      registers,
    }),
    refunds: new Counter({
      name: 'totem_refunds_total',
      help: 'Refunds, by the status they reached.',
      labelNames: ['status'],
      registers,
    }),
    unreadable: new Counter({
      name: 'totem_settlements_unreadable_total',
      help: 'Entries of a list of movements that could not be read: money may be missing.',
      registers,
    }),
    providerFailures: new Counter({
      name: 'totem_payment_provider_failures_total',
      help: 'Questions to payment providers that failed, by operation and kind.',
      labelNames: ['operation', 'kind'],
      registers,
    }),
  }
}
