import { type DeviceHealth } from '@totem/shared-schema'
import {
  type DeviceIdentity,
  type LedgerSummary,
  type OfflineCredit,
  type SyncStatus,
} from '@totem/shared-schema/local-store'
import { type Tone } from '@totem/ui'
import { timeOfDay } from '../time/time-of-day.ts'
import { creditRows } from './credit-rows.ts'
import { type staffTexts } from './staff.texts.ts'

type Words = (typeof staffTexts)['pt-BR']

/** What is known of the kiosk, as it is now. */
export interface KnownFacts {
  readonly identity: Pick<DeviceIdentity, 'letter' | 'device' | 'tenantId'>
  readonly build: string
  readonly version: 'latest' | 'new_waits' | 'stays'
  readonly sync: SyncStatus | undefined
  readonly ledger: LedgerSummary
  readonly storage: DeviceHealth['storage']
  /** By how many ms the gateway's clock is ahead of this one; `undefined` until it was heard. */
  readonly clockOffsetMs: number | undefined
  /** How much may be sold on payments that are not seen confirmed; `undefined` until it is known. */
  readonly credit: OfflineCredit | undefined
  readonly nowMs: number
  readonly timeZone: string
}

/** One line of the staff's corner. */
export interface FactRow {
  readonly name: keyof Words['rows']
  readonly value: string
  readonly tone: Tone
}

/** Up to which difference, in ms, a clock counts as right. */
const clockToleranceMs = 5_000

/** Says what staff must know to trust a kiosk alone: counted from acknowledgements, never hoped. Pure. */
export const factRows = (facts: KnownFacts, words: Words): readonly FactRow[] => {
  const { identity, sync, ledger, timeZone } = facts
  const time = (ms: number): string => timeOfDay(ms, timeZone)
  return [
    row('kiosk', `${identity.letter ?? ''} · ${identity.tenantId} · ${identity.device}`),
    buildRow(facts, words),
    ...(sync === undefined
      ? [row('connection', words.unknown, 'warn')]
      : syncRows(sync, words, time)),
    row(
      'ledger',
      [
        words.ledger(ledger.events, ledger.people),
        ...(ledger.damaged === 0 ? [] : [words.damaged(ledger.damaged)]),
      ].join(', '),
      ledger.damaged === 0 ? 'good' : 'bad',
    ),
    row('number', ledger.day === null ? words.never : `${ledger.lastCounter} · ${ledger.day}`),
    ...creditRows(facts.credit, { words: words.credit, time, nowMs: facts.nowMs }),
    ...storageRows(facts.storage, words),
    clockRow(facts.clockOffsetMs, words),
  ]
}

const row = (name: FactRow['name'], value: string, tone: Tone = 'neutral'): FactRow => ({
  name,
  value,
  tone,
})

const buildRow = ({ build, version }: KnownFacts, words: Words): FactRow => {
  switch (version) {
    case 'latest':
      return row('build', build)
    case 'new_waits':
      return row('build', `${build} – ${words.newBuild}`, 'info')
    case 'stays':
      return row('build', `${build} – ${words.stay}`, 'warn')
  }
}

const syncRows = (
  sync: SyncStatus,
  words: Words,
  time: (ms: number) => string,
): readonly FactRow[] => {
  const { state, pending, stalled, soldToday, acknowledgedToday } = sync
  return [
    row(
      'connection',
      stalled ? `${words.connection[state]}, ${words.stalled}` : words.connection[state],
      state === 'offline' || stalled ? 'warn' : 'good',
    ),
    row(
      'sales',
      `${acknowledgedToday} / ${soldToday}`,
      acknowledgedToday === soldToday ? 'good' : 'warn',
    ),
    row('outbox', String(pending), pending === 0 ? 'good' : 'warn'),
    ...(sync.oldestPendingAt === null ? [] : [row('oldest', time(sync.oldestPendingAt), 'warn')]),
    row(
      'acknowledged',
      sync.lastAcknowledgedAt === null ? words.never : time(sync.lastAcknowledgedAt),
    ),
    row('refused', String(sync.refused), sync.refused === 0 ? 'good' : 'bad'),
  ]
}

const storageRows = (storage: KnownFacts['storage'], words: Words): readonly FactRow[] => {
  if (storage === null) return [row('storage', words.unknown, 'warn')]
  const { persisted, usedBytes, quotaBytes } = storage
  return [
    row('storage', persisted ? words.yes : words.unprotected, persisted ? 'good' : 'warn'),
    row('disk', words.disk(megabytes(usedBytes), megabytes(quotaBytes))),
  ]
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)

const clockRow = (offsetMs: number | undefined, words: Words): FactRow => {
  if (offsetMs === undefined) return row('clock', words.unknown)
  const isRight = Math.abs(offsetMs) <= clockToleranceMs
  return row(
    'clock',
    isRight ? words.clockRight : words.clockOff(Math.round(offsetMs / 1_000)),
    isRight ? 'good' : 'warn',
  )
}
