import { Cents, type DayReport, formatCents } from '@totem/shared-schema'
import { For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import {
  inMinutes,
  keptCents,
  keptPercentOf,
  occupancyOf,
  offlineMinutesOf,
} from './dashboard-view.ts'
import { dashboardTexts as texts } from './dashboard.texts.ts'

/** One figure of today. */
interface Tile {
  readonly id: string
  readonly term: string
  readonly value: string
  readonly note?: string
  readonly isMissing?: boolean
}

/** The figures of today, and by name those that nobody has measured yet. */
export const TodayTiles = (props: {
  readonly today: DayReport
  /** Names of devices that have not told how long they were without a connection. */
  readonly unmeasured: readonly string[]
}): JSX.Element => (
  <dl class="tiles">
    <For each={tilesOf(props.today, props.unmeasured)}>
      {({ id, term, value, note, isMissing }) => (
        <div class="tile" classList={{ 'is-missing': isMissing === true }}>
          <dt>{term}</dt>
          <dd data-testid={`today-${id}`}>
            {value}
            <Show when={note}>
              <small>{note}</small>
            </Show>
          </dd>
        </div>
      )}
    </For>
  </dl>
)

const tilesOf = (today: DayReport, unmeasured: readonly string[]): readonly Tile[] => {
  const { total } = today
  const occupancy = occupancyOf(today)
  return [
    {
      id: 'sold',
      term: texts.sold,
      value: String(total.sold),
      note: `${texts.served}: ${total.served} · ${texts.open}: ${total.open}`,
    },
    {
      id: 'received',
      term: texts.received,
      value: money(keptCents(today)),
      note: `${texts.expected}: ${money(total.expectedCents)}`,
    },
    {
      id: 'wait',
      term: texts.wait,
      value: minutes(total.waitP50),
      note: total.waitP95 === null ? texts.noWait : `${texts.waitMost} ${minutes(total.waitP95)}`,
    },
    {
      id: 'occupancy',
      term: texts.occupancy,
      value: occupancy === null ? texts.none : `${Math.round(occupancy)}%`,
    },
    promisedTile(today),
    offlineTile(today, unmeasured),
  ]
}

const promisedTile = (today: DayReport): Tile => {
  const { promised } = today.total
  const head = { id: 'promised', term: texts.promised }
  const kept = keptPercentOf(today)
  if (promised === undefined || kept === null)
    return { ...head, value: texts.notMeasured, note: texts.promisedWhy, isMissing: true }
  const { called, within, sooner, differenceP50 } = promised
  const counts = texts.promisedNote(called, sooner, called - within - sooner)
  return {
    ...head,
    value: texts.kept(Math.round(kept)),
    note: `${counts} ${texts.difference(Math.round(differenceP50 / 60))}`,
  }
}

const offlineTile = (today: DayReport, unmeasured: readonly string[]): Tile => {
  const head = { id: 'offline', term: texts.offline }
  const silent = unmeasured.length === 0 ? '' : texts.unmeasured(unmeasured.join(', '))
  const sum = offlineMinutesOf(today)
  if (sum === null)
    return {
      ...head,
      value: texts.notMeasured,
      note: `${texts.offlineWhy} ${silent}`.trim(),
      isMissing: true,
    }
  const by = (today.offline ?? [])
    .filter((told) => told.minutes > 0)
    .toSorted((a, b) => b.minutes - a.minutes)
    .map((told) => texts.offlineBy(told.name, told.minutes))
  const told = by.length === 0 ? texts.offlineNever : `${by.join(' · ')}.`
  return { ...head, value: `${sum} min`, note: `${told} ${silent}`.trim() }
}

const minutes = (seconds: number | null): string => {
  const value = inMinutes(seconds)
  return value === null ? texts.none : `${Math.round(value)} min`
}

/** More may go back than came: then the day is told with a minus. */
const money = (cents: number): string =>
  cents < 0 ? `−${formatCents(v.parse(Cents, -cents))}` : formatCents(v.parse(Cents, cents))
