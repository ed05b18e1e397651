import { For, type JSX } from 'solid-js'
import { dashboardTexts } from './dashboard.texts.ts'
import { type Trends } from './dashboard-view.ts'

/** The figures of all charts as a table: for who hears them, and for who wants the number itself. */
export const TrendTable = (props: { readonly trends: Trends }): JSX.Element => {
  const lines = () =>
    props.trends.charts.flatMap(({ lines: own, print }) => own.map((line) => ({ ...line, print })))
  return (
    <div class="manager-scroll" tabindex="0" role="region" aria-label={dashboardTexts.trends}>
      <table class="manager-table" data-testid="trend-table">
        <thead>
          <tr>
            <th scope="col">{dashboardTexts.day}</th>
            <For each={lines()}>{({ label }) => <th scope="col">{label}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.trends.days}>
            {(day, index) => (
              <tr>
                <th scope="row">{day}</th>
                <For each={lines()}>
                  {({ values, print }) => {
                    const value = () => values[index()] ?? null
                    return <td>{printed(value(), print)}</td>
                  }}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

const printed = (value: number | null, print: (value: number) => string): string =>
  value === null ? dashboardTexts.none : print(value)
