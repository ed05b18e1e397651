import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the gateway counts; `/metrics` prints `register`. */
export interface Metrics {
  /** Parts that count more register their metrics here. */
  readonly register: Registry
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>
  readonly pushedRows: Counter<'collection' | 'outcome'>
  readonly pulledDocuments: Counter<'collection'>
  readonly quarantined: Counter<'reason'>
  readonly liveSockets: Gauge<'role'>
}

/** Makes the gateway's metrics in a registry of their own, so that two gateways in one process stay apart. */
export const createMetrics = (): Metrics => {
  const register = new Registry()
  const registers = [register]
  return {
    register,
    httpDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to its answer, by route template.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    pushedRows: new Counter({
      name: 'totem_sync_pushed_rows_total',
      help: 'Rows that devices pushed, by what became of them.',
      labelNames: ['collection', 'outcome'],
      registers,
    }),
    pulledDocuments: new Counter({
      name: 'totem_sync_pulled_documents_total',
      help: 'Documents that devices pulled.',
      labelNames: ['collection'],
      registers,
    }),
    quarantined: new Counter({
      name: 'totem_sync_quarantined_total',
      help: 'Documents and events that were put into quarantine, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    liveSockets: new Gauge({
      name: 'totem_live_sockets',
      help: 'Open live streams, by role.',
      labelNames: ['role'],
      registers,
    }),
  }
}
