import { Counter, type Registry } from 'prom-client'

/** What is counted about the health of the data, beyond what devices push and pull. */
export interface ReplicationMetrics {
  /** Documents whose conflict leaves were merged. */
  readonly healed: Counter<'collection'>
  /** Gaps and forks in the chains of devices, and numbers that two tickets have. */
  readonly alarms: Counter<'kind'>
}

/** Registers the metrics of the data's health. */
export const createReplicationMetrics = (register: Registry): ReplicationMetrics => {
  const registers = [register]
  return {
    healed: new Counter({
      name: 'totem_sync_conflicts_healed_total',
      help: 'Documents whose conflict leaves were merged, by collection.',
      labelNames: ['collection'],
      registers,
    }),
    alarms: new Counter({
      name: 'totem_audit_alarms_total',
      help: 'Gaps and forks in the chains of devices, and ticket numbers given twice.',
      labelNames: ['kind'],
      registers,
    }),
  }
}
