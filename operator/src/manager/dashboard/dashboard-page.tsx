import './dashboard-page.css'
import { Dashboard } from '@totem/shared-schema'
import { Notice, Spinner } from '@totem/ui'
import { For, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { dashboardTexts as texts } from './dashboard.texts.ts'
import { trendsOf } from './dashboard-view.ts'
import { gapsIn } from './gaps.ts'
import { TodayTiles } from './today-tiles.tsx'
import { TrendTable } from './trend-table.tsx'

/** The library that draws is as large as all other pages together: it comes when there is something to draw. */
const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }))

/** How often today is counted anew, in milliseconds. */
const lookEveryMs = 60_000

/** How the studio does: today, the last days, and what these figures do not know. */
export const DashboardPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path: '/reports/dashboard', answer: Dashboard })
  const looking = setInterval(() => void question.ask(), lookEveryMs)
  onCleanup(() => clearInterval(looking))
  const moment = (ms: number): string => formatMoment(ms, desk.timeZone())
  return (
    <Answered question={question}>
      {(answer) => {
        const trends = () => trendsOf(answer())
        return (
          <>
            <Gaps gaps={gapsIn(answer(), moment)} />
            <section class="manager-section">
              <h2>{texts.today}</h2>
              <TodayTiles today={answer().today} unmeasured={answer().unmeasured} />
            </section>
            <section class="manager-section">
              <h2>{texts.trends}</h2>
              <Show
                when={answer().days.length > 0}
                fallback={<p class="manager-empty">{texts.firstDay}</p>}
              >
                <div class="trends">
                  <For each={trends().charts.map(({ id }) => id)}>
                    {(id) => (
                      <Show when={trends().charts.find((chart) => chart.id === id)}>
                        {(chart) => (
                          <figure class="trend" data-testid={`chart-${id}`}>
                            <figcaption>{chart().title}</figcaption>
                            <Suspense fallback={<Spinner />}>
                              <LineChart days={trends().days} chart={chart()} />
                            </Suspense>
                          </figure>
                        )}
                      </Show>
                    )}
                  </For>
                </div>
                <details class="manager-card">
                  <summary>{texts.table}</summary>
                  <TrendTable trends={trends()} />
                </details>
              </Show>
            </section>
          </>
        )
      }}
    </Answered>
  )
}

const Gaps = (props: { readonly gaps: readonly string[] }): JSX.Element => (
  <Show
    when={props.gaps.length > 0}
    fallback={
      <p class="manager-hint" data-testid="dashboard-complete">
        {texts.complete} {texts.dayOpen}
      </p>
    }
  >
    <div data-testid="dashboard-gaps">
      <Notice tone="warn" title={texts.incomplete}>
        <ul class="gaps">
          <For each={props.gaps}>{(gap) => <li>{gap}</li>}</For>
          <li>{texts.dayOpen}</li>
        </ul>
      </Notice>
    </div>
  </Show>
)
