import { Cents, type DayReport, formatCents } from '@totem/shared-schema'
import { For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import { inMinutes, keptCents, occupancyOf } from './dashboard-view.ts'
import { dashboardTexts as texts } from './dashboard.texts.ts'

/** One figure of today. */
interface Tile {
  readonly id: string
  readonly term: string
  readonly value: string
  readonly note?: string
  readonly isMissing?: boolean
}

/** The figures of today, and by name those that nobody measures. */
export const TodayTiles = (props: { readonly today: DayReport }): JSX.Element => (
  <dl class="tiles">
    <For each={tilesOf(props.today)}>
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

const tilesOf = (today: DayReport): readonly Tile[] => {
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
    {
      id: 'promised',
      term: texts.promised,
      value: texts.notMeasured,
      note: texts.promisedWhy,
      isMissing: true,
    },
    {
      id: 'offline',
      term: texts.offline,
      value: texts.notMeasured,
      note: texts.offlineWhy,
      isMissing: true,
    },
  ]
}

const minutes = (seconds: number | null): string => {
  const value = inMinutes(seconds)
  return value === null ? texts.none : `${Math.round(value)} min`
}

/** More may go back than came: then the day is told with a minus. */
const money = (cents: number): string =>
  cents < 0 ? `−${formatCents(v.parse(Cents, -cents))}` : formatCents(v.parse(Cents, cents))
