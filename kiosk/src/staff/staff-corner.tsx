import './staff-corner.css'
import { Button, Card, StatusPill } from '@totem/ui'
import { For, type JSX, Show, Suspense, createSignal, lazy } from 'solid-js'
import { usePrinting } from '../printing/printing-context.tsx'
import { useTexts } from '../texts/language.ts'
import { type FactRow } from './staff-facts.ts'
import { staffTexts } from './staff.texts.ts'

/** It knows every printer model; the PIN is asked without waiting for that. */
const PrinterPanel = lazy(async () => ({
  default: (await import('../printing/printer-panel.tsx')).PrinterPanel,
}))

/** What staff see of the kiosk and can do with it. */
export interface StaffCornerProps {
  readonly rows: readonly FactRow[]
  /** Lets the version that waits come in now; `undefined` while none waits. */
  readonly onUpdate: (() => void) | undefined
  /** Begins a new pairing; `undefined` while something here has not been sent. */
  readonly onRepair: (() => void) | undefined
  readonly onReload: () => void
  readonly onFullScreen: () => void
  readonly onLeave: () => void
}

/** The staff's corner: everything a kiosk that stands alone all day has to answer for. */
export const StaffCorner = (props: StaffCornerProps): JSX.Element => {
  const texts = useTexts(staffTexts)
  const { printing } = usePrinting()
  return (
    <div class="staff" data-testid="staff-corner">
      <h1>{texts().title}</h1>
      <dl class="staff-rows">
        <For each={props.rows}>
          {(row) => (
            <div class="staff-row" data-testid={`fact-${row.name}`} data-value={row.value}>
              <dt>{texts().rows[row.name]}</dt>
              <dd>
                <Show when={row.tone !== 'neutral'} fallback={row.value}>
                  <StatusPill tone={row.tone}>{row.value}</StatusPill>
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={printing()}>
        {(shown) => (
          <Card>
            <Suspense>
              <PrinterPanel printing={shown()} />
            </Suspense>
          </Card>
        )}
      </Show>
      <div class="staff-actions">
        <Show when={props.onUpdate}>
          {(update) => (
            <Button icon="refresh" data-testid="staff-update" onClick={() => update()()}>
              {texts().update}
            </Button>
          )}
        </Show>
        <Button icon="expand" onClick={() => props.onFullScreen()}>
          {texts().fullScreen}
        </Button>
        <Button icon="refresh" onClick={() => props.onReload()}>
          {texts().reload}
        </Button>
        <Repair onRepair={props.onRepair} />
      </div>
      <Button size="l" variant="primary" data-testid="staff-leave" onClick={() => props.onLeave()}>
        {texts().leave}
      </Button>
    </div>
  )
}

const Repair = (props: Pick<StaffCornerProps, 'onRepair'>): JSX.Element => {
  const texts = useTexts(staffTexts)
  const [isAsking, setAsking] = createSignal(false)
  return (
    <Show
      when={isAsking() && props.onRepair}
      fallback={
        <Button
          icon="link"
          data-testid="repair"
          disabled={props.onRepair === undefined}
          title={texts().repairHint}
          onClick={() => setAsking(true)}
        >
          {texts().repair}
        </Button>
      }
    >
      {(repair) => (
        <div class="staff-ask" role="alert">
          <p>
            <strong>{texts().repairAsk}</strong> {texts().repairHint}
          </p>
          <Button onClick={() => setAsking(false)}>{texts().no}</Button>
          <Button variant="danger" data-testid="repair-confirm" onClick={() => repair()()}>
            {texts().repairYes}
          </Button>
        </div>
      )}
    </Show>
  )
}
