import './end-shift.css'
import { Button } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { type ShiftSummary } from './shift-summary.ts'
import { shiftTexts, summaryLabels } from './shift.texts.ts'

/** What closing a shift shows. */
export interface EndShiftProps {
  readonly summary: ShiftSummary
  readonly onBack: () => void
}

/** *Encerrar operação*: what the day came down to, and one more press to close it. */
export const EndShift = (props: EndShiftProps): JSX.Element => {
  const desk = useDesk()
  const [isBusy, setBusy] = createSignal(false)
  const figures = (): readonly (readonly [keyof ShiftSummary, string])[] =>
    (
      [
        ['served', summaryLabels.served],
        ['noShow', summaryLabels.noShow],
        ['cancelled', summaryLabels.cancelled],
        ['inService', summaryLabels.inService],
        ['left', summaryLabels.left],
        ['unpaid', summaryLabels.unpaid],
      ] as const
    ).filter(([key]) => key === 'served' || props.summary[key] > 0)

  const end = async (): Promise<void> => {
    setBusy(true)
    try {
      const result = await desk.device.endShift()
      if (!result.ok) desk.notices.add('bad', shiftTexts.failed)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section class="end-shift" aria-label={shiftTexts.end}>
      <div>
        <h2>{shiftTexts.endTitle}</h2>
        <Show when={props.summary.inService > 0}>
          <p>{shiftTexts.inServiceFirst}</p>
        </Show>
      </div>
      <dl>
        <For each={figures()}>
          {([key, label]) => (
            <div>
              <dt>{label}</dt>
              <dd>{props.summary[key]}</dd>
            </div>
          )}
        </For>
      </dl>
      <Button onClick={() => props.onBack()}>{shiftTexts.endBack}</Button>
      <Button
        variant="danger"
        icon="stop"
        busy={isBusy()}
        data-testid="end-operation-confirm"
        onClick={() => void end()}
      >
        {shiftTexts.end}
      </Button>
    </section>
  )
}
