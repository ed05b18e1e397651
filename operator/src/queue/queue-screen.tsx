import './queue-screen.css'
import { type Shift } from '@totem/shared-schema'
import { Button, Notice } from '@totem/ui'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { type DayFacts } from '../app/day-facts.ts'
import { useDesk } from '../app/desk.ts'
import { createKeyboardScanner } from '../scan/keyboard-scanner.ts'
import { EndShift } from '../shift/end-shift.tsx'
import { shiftSummary } from '../shift/shift-summary.ts'
import { createQueue } from './create-queue.ts'
import { QueueColumn } from './queue-column.tsx'
import { queueTexts } from './queue.texts.ts'
import { UndoBar } from './undo-bar.tsx'

/** What the queue is drawn from. */
export interface QueueScreenProps {
  readonly day: DayFacts
  readonly shift: Shift
  readonly isEnding: boolean
  readonly onEndBack: () => void
  /** Opens the scan screen, with what a hand scanner has read. */
  readonly onScan: (code?: string) => void
}

/** The queue of an open shift, one column a service. */
export const QueueScreen = (props: QueueScreenProps): JSX.Element => {
  const desk = useDesk()
  const columns = createQueue(() => ({
    tickets: props.day.tickets,
    customers: props.day.customers,
    services: props.day.services,
    shift: props.shift,
    operator: desk.grant().operator,
    deviceKeys: props.day.deviceKeys,
  }))
  createKeyboardScanner(document, (code) => props.onScan(code))
  const summary = createMemo(() => shiftSummary(columns()))
  return (
    <main class="queue-screen">
      <h1 class="only-read">{queueTexts.title}</h1>
      <Show when={props.isEnding}>
        <EndShift summary={summary()} onBack={props.onEndBack} />
      </Show>
      <div class="queue" data-testid="queue">
        <For each={columns()} fallback={<Notice tone="info">{queueTexts.noServices}</Notice>}>
          {(column) => <QueueColumn column={column} />}
        </For>
      </div>
      <Button
        class="queue-scan"
        size="l"
        icon="scan"
        data-testid="open-scan"
        onClick={() => props.onScan()}
      >
        {queueTexts.scan}
      </Button>
      <UndoBar />
    </main>
  )
}
