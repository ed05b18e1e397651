import { Cents, DayReport, DayReports, formatCents } from '@totem/shared-schema'
import { Button, Notice } from '@totem/ui'
import { createEffect, For, type JSX, Show, untrack } from 'solid-js'
import * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createFile, type Download } from '../create-file.ts'
import { createQuestion } from '../create-question.ts'
import { occupancyText, reportsTexts, waitText } from './reports.texts.ts'

/** The reports of the last days, and of today as far as it has come. */
export const ReportsPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path: '/reports', answer: DayReports })
  const file = createFile(desk.device)
  return (
    <>
      <div class="manager-bar">
        <p>{reportsTexts.intro}</p>
        <Button
          disabled={file.isBusy()}
          data-testid="download-period"
          onClick={() => void file.fetch('/metrics.csv', 'totem-indicadores.csv')}
        >
          {reportsTexts.period}
        </Button>
      </div>
      <Show when={file.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Answered question={question}>
        {(answer) => (
          <>
            <Today day={answer().today} file={file} />
            <Show
              when={answer().reports.length > 0}
              fallback={<p class="manager-empty">{reportsTexts.none}</p>}
            >
              <section class="manager-section">
                <h2>{reportsTexts.before}</h2>
                <ReportTable label={reportsTexts.before} reports={answer().reports} file={file} />
              </section>
            </Show>
          </>
        )}
      </Answered>
    </>
  )
}

const Today = (props: { readonly day: DayReport['day']; readonly file: Download }): JSX.Element => {
  const desk = useDesk()
  // The day stays the one the page was opened on.
  const path = untrack(() => `/reports/${props.day}.json`)
  const question = createQuestion(desk.device, { path, answer: DayReport })
  createEffect(
    (before: number) => {
      const minute = Math.floor(desk.now() / 60_000)
      if (minute !== before) void question.ask()
      return minute
    },
    Math.floor(desk.now() / 60_000),
  )
  return (
    <section class="manager-section" data-testid="report-today">
      <h2>{reportsTexts.today}</h2>
      <Answered question={question}>
        {(report) => (
          <ReportTable label={reportsTexts.today} reports={[report()]} file={props.file} />
        )}
      </Answered>
    </section>
  )
}

const ReportTable = (props: {
  readonly label: string
  readonly reports: readonly DayReport[]
  readonly file: Download
}): JSX.Element => (
  <div class="manager-scroll" tabindex="0" role="region" aria-label={props.label}>
    <table class="manager-table">
      <thead>
        <tr>
          <For each={Object.values(reportsTexts.columns)}>{(column) => <th>{column}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.reports}>
          {(report) => (
            <tr data-testid="report" data-day={report.day} data-revision={report.revision}>
              <td>
                <strong>{report.day.split('-').toReversed().join('/')}</strong>
                <br />
                <small>
                  {report.revision === 0
                    ? reportsTexts.partial
                    : reportsTexts.revision(report.revision)}
                </small>
              </td>
              <td>{report.total.sold}</td>
              <td>{report.total.served}</td>
              <td>{money(report.total.expectedCents)}</td>
              <td>
                {money(report.total.receivedCents - report.total.refundedCents)}
                <Show when={report.total.inReview > 0}>
                  <br />
                  <small>{reportsTexts.review(report.total.inReview)}</small>
                </Show>
                <Show when={report.total.servedUnpaid > 0}>
                  <br />
                  <small>{reportsTexts.unpaid(report.total.servedUnpaid)}</small>
                </Show>
              </td>
              <td>{waitText(report)}</td>
              <td>{occupancyText(report)}</td>
              <td>
                <span class="report-files">
                  <For each={['csv', 'pdf'] as const}>
                    {(format) => (
                      <Button
                        disabled={props.file.isBusy()}
                        data-testid={`download-${format}`}
                        aria-label={`${reportsTexts[format]} ${report.day}`}
                        onClick={() =>
                          void props.file.fetch(
                            `/reports/${report.day}.${format}`,
                            `totem-${report.day}-r${report.revision}.${format}`,
                          )
                        }
                      >
                        {reportsTexts[format]}
                      </Button>
                    )}
                  </For>
                </span>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </div>
)

/** More may go back than came: then the day is told with a minus. */
const money = (cents: number): string =>
  cents < 0 ? `−${formatCents(v.parse(Cents, -cents))}` : formatCents(v.parse(Cents, cents))
