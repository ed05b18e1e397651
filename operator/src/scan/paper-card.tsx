import { formatCents, ticketNumber } from '@totem/shared-schema'
import { Button, Notice, StatusPill, type Tone } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { sinceOf } from '../queue/queue-row.ts'
import { formatMoment, formatTime } from '../time/format-time.ts'
import { doneTexts, paperPaymentTexts, scanTexts, verdictTexts } from './scan.texts.ts'
import { type ScanView } from './view-paper.ts'

/** Paper that was read, and what can be done with it. */
export interface PaperCardProps {
  readonly view: Extract<ScanView, { kind: 'paper' }>
  /** The service as the catalogue calls it: paper may have cut the name. */
  readonly service: string
  readonly isBusy: boolean
  /** Whether the gateway is being asked for its kiosk just now. */
  readonly isChecking: boolean
  readonly problem: string | undefined
  /** Whether the queue of this shift has a row of it. */
  readonly hasRow: boolean
  readonly onShow: () => void
  readonly onImport: () => void
  readonly onAgain: () => void
}

const tones = {
  proven: 'good',
  provisional: 'warn',
  revoked: 'bad',
} as const satisfies Record<PaperCardProps['view']['verdict']['kind'], Tone>

/** What a ticket's paper says, and how far it can be believed. */
export const PaperCard = (props: PaperCardProps): JSX.Element => {
  const desk = useDesk()
  const paper = (): PaperCardProps['view']['paper'] => props.view.paper
  const verdict = (): keyof typeof tones => props.view.verdict.kind
  const time = (ms: number): string => formatTime(ms, desk.timeZone())
  const mayImport = (): boolean =>
    props.view.held === undefined &&
    !props.view.isOld &&
    !props.isChecking &&
    verdict() !== 'revoked'
  const payment = (): string => {
    const label = paperPaymentTexts[paper().payment]
    return verdict() === 'provisional' ? scanTexts.unproven(label) : label
  }
  const verdictText = (): string =>
    props.isChecking ? scanTexts.checking : verdictTexts[verdict()].text
  const tone = (): Tone => (props.view.isOld && verdict() === 'proven' ? 'warn' : tones[verdict()])
  return (
    <section
      class="scan-result"
      data-testid="scan-result"
      data-verdict={verdict()}
      data-old={props.view.isOld ? '' : undefined}
    >
      <header>
        <h2 data-testid="scan-number">{ticketNumber(paper().sale.letter, paper().sale.counter)}</h2>
        <StatusPill tone={tone()} icon={tone() === 'good' ? 'check' : 'alert'}>
          {props.view.isOld && verdict() === 'proven'
            ? scanTexts.old
            : verdictTexts[verdict()].label}
        </StatusPill>
      </header>
      <p class="scan-service">
        {props.service} · {scanTexts.duration(paper().sale.service.durationMinutes)}
      </p>
      <dl>
        <dt>{scanTexts.price}</dt>
        <dd>{formatCents(paper().sale.service.priceCents)}</dd>
        <dt>{scanTexts.soldAt}</dt>
        <dd>{formatMoment(paper().soldAt, desk.timeZone())}</dd>
        <dt>{scanTexts.payment}</dt>
        <dd>{scanTexts.asOf(payment(), time(paper().asOf))}</dd>
      </dl>
      <Show when={verdictText()}>
        {(text) => <Notice tone={tones[verdict()]}>{text()}</Notice>}
      </Show>
      <Show when={props.view.isOld}>
        <Notice tone="bad">{scanTexts.oldText}</Notice>
      </Show>
      <Show when={props.view.held}>
        {(held) => (
          <Notice tone="warn">
            {scanTexts.doneNow(
              doneTexts[held().service.kind] ?? held().service.kind,
              time(sinceOf(held())),
            )}
          </Notice>
        )}
      </Show>
      <Show when={props.problem}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <div class="scan-actions">
        <Button size="l" icon="refresh" data-testid="scan-again" onClick={() => props.onAgain()}>
          {scanTexts.again}
        </Button>
        <Show when={props.hasRow}>
          <Button
            variant="primary"
            size="l"
            icon="ticket"
            data-testid="show-ticket"
            onClick={() => props.onShow()}
          >
            {scanTexts.show}
          </Button>
        </Show>
        <Show when={mayImport()}>
          <Button
            variant="primary"
            size="l"
            icon="ticket"
            busy={props.isBusy}
            data-testid="import-ticket"
            onClick={() => props.onImport()}
          >
            {verdict() === 'proven' ? scanTexts.add : scanTexts.addProvisional}
          </Button>
        </Show>
      </div>
    </section>
  )
}
