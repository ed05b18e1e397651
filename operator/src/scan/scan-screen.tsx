import './scan-screen.css'
import { judgeByKeys, type Shift, type TicketId } from '@totem/shared-schema'
import { Button, Icon } from '@totem/ui'
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from 'solid-js'
import { type DayFacts } from '../app/day-facts.ts'
import { useDesk } from '../app/desk.ts'
import { CameraView } from './camera-view.tsx'
import { createKioskCheck } from './create-kiosk-check.ts'
import { createScanner } from './create-scanner.ts'
import { createVisible } from './create-visible.ts'
import { type ScanDevices } from './scan-devices.ts'
import { createKeyboardScanner } from './keyboard-scanner.ts'
import { PaperCard } from './paper-card.tsx'
import { RejectedCard } from './rejected-card.tsx'
import { importProblemTexts, type rejectedTexts, scanTexts, unreadTexts } from './scan.texts.ts'
import { TypedCode } from './typed-code.tsx'
import { isOpen, type ScanView, viewPaper, withoutLineEnd } from './view-paper.ts'

/** How long a code that is no ticket is talked about after it was seen last, in milliseconds. */
const unreadMs = 2_000

/** What the scan screen is opened with. */
export interface ScanScreenProps {
  readonly day: DayFacts
  readonly shift: Shift
  readonly scanDevices: ScanDevices
  /** What a hand scanner read before the screen was open; from there on the screen reads by itself. */
  readonly initialCode: string | undefined
  readonly onBack: () => void
  /** Leads to a ticket's row in the queue. */
  readonly onFound: (ticket: TicketId) => void
}

/** Reads a ticket's paper, says whether it is genuine, and takes the ticket into the queue; none of it needs a network. */
export const ScanScreen = (props: ScanScreenProps): JSX.Element => {
  const desk = useDesk()
  const [text, setText] = createSignal(props.initialCode, { equals: false })
  const [isTyped, setTyped] = createSignal(false)
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()

  const judge = createMemo(() => judgeByKeys(desk.device.identity.tenantId, props.day.deviceKeys))
  const view = createMemo((): ScanView | undefined => {
    const read = text()
    return read === undefined
      ? undefined
      : viewPaper(read, { judge: judge(), tickets: props.day.tickets, nowMs: desk.now() })
  })
  const as = <K extends ScanView['kind']>(kind: K): ViewOf<K> | undefined => {
    const seen = view()
    return seen !== undefined && isKind(seen, kind) ? seen : undefined
  }
  const provisional = createMemo(() => {
    const seen = as('paper')
    return seen?.held === undefined && seen?.verdict.kind === 'provisional' ? text() : undefined
  })
  const check = createKioskCheck(provisional, () => desk.device.refreshDeviceKeys())
  const rejected = (): keyof typeof rejectedTexts | undefined =>
    check() === 'unknown' ? 'unknown' : as('rejected')?.why
  const isSettled = (): boolean => (as('paper') ?? as('rejected')) !== undefined
  const unread = (): string | undefined => {
    const seen = as('unread')
    return seen === undefined ? undefined : unreadTexts[seen.why]
  }
  const take = (read: string | undefined, byHand = false): void => {
    setProblem(undefined)
    setTyped(byHand)
    setText(read === undefined ? undefined : withoutLineEnd(read))
  }

  const scanner = createScanner({
    // eslint-disable-next-line solid/reactivity -- a page has the same cameras and scanners for life
    scanDevices: props.scanDevices,
    isVisible: createVisible(document),
    // A card stays until somebody has read it, whatever the camera sees meanwhile.
    onText: (read) => {
      if (!isSettled()) take(read)
    },
  })
  createKeyboardScanner(document, (code) => take(code, true))

  createEffect(() => {
    text()
    if (isTyped() || as('unread') === undefined) return
    // Every picture of the same code begins it anew; once the code is gone, so is what was said of it.
    const gone = setTimeout(() => take(undefined), unreadMs)
    onCleanup(() => clearTimeout(gone))
  })
  createEffect(() => {
    const held = as('paper')?.held
    if (held !== undefined && isOpen(held)) props.onFound(held.id)
  })
  const importTicket = async (): Promise<void> => {
    const read = text()
    if (read === undefined || isBusy()) return
    setBusy(true)
    const imported = await desk.device.importPaper(read)
    setBusy(false)
    if (imported.ok) props.onFound(imported.value.id)
    else setProblem(importProblemTexts[imported.error.kind])
  }
  const serviceOf = ({ paper }: ViewOf<'paper'>): string =>
    props.day.services.find(({ id }) => id === paper.sale.service.code)?.name ??
    paper.sale.service.name
  /** The queue keeps what is done for the days of its shift. */
  const hasRow = ({ held }: ViewOf<'paper'>): boolean =>
    held !== undefined && held.sale.businessDay >= props.shift.businessDay

  return (
    <main class="scan" data-testid="scan">
      <header class="scan-head">
        <Button icon="arrow-left" size="l" data-testid="scan-back" onClick={() => props.onBack()}>
          {scanTexts.back}
        </Button>
        <h1>{scanTexts.title}</h1>
      </header>
      <CameraView scanner={scanner} hint={isTyped() ? undefined : unread()} />
      <div class="scan-side">
        <Switch
          fallback={
            <>
              <Show when={scanner.state().kind !== 'problem'}>
                <p class="scan-advice">
                  <Icon name="ticket" />
                  {scanTexts.advice}
                </p>
              </Show>
              <TypedCode
                error={isTyped() ? unread() : undefined}
                onCode={(code) => take(code, true)}
              />
            </>
          }
        >
          <Match when={rejected()}>
            {(why) => <RejectedCard why={why()} onAgain={() => take(undefined)} />}
          </Match>
          <Match when={as('paper')}>
            {(paper) => (
              <PaperCard
                view={paper()}
                service={serviceOf(paper())}
                isBusy={isBusy()}
                isChecking={check() === 'asking'}
                problem={problem()}
                hasRow={hasRow(paper())}
                onShow={() => props.onFound(paper().paper.ticketId)}
                onImport={() => void importTicket()}
                onAgain={() => take(undefined)}
              />
            )}
          </Match>
        </Switch>
      </div>
    </main>
  )
}

type ViewOf<K extends ScanView['kind']> = Extract<ScanView, { kind: K }>

const isKind = <K extends ScanView['kind']>(view: ScanView, kind: K): view is ViewOf<K> =>
  view.kind === kind
