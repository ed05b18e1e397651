import './start-shift.css'
import { type Service, type Shift } from '@totem/shared-schema'
import { Button, Card, Notice } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { shiftTexts } from './shift.texts.ts'
import { Stepper } from './stepper.tsx'

/** What opening a shift starts from. */
export interface StartShiftProps {
  readonly services: readonly Service[]
  /** The shift before, whose numbers of devices are offered again. */
  readonly before: Shift | undefined
}

/** *Iniciar operação*: how many devices of each service stand ready. */
export const StartShift = (props: StartShiftProps): JSX.Element => {
  const desk = useDesk()
  const [changed, setChanged] = createSignal<Readonly<Record<string, number>>>({})
  const [isBusy, setBusy] = createSignal(false)
  const countOf = ({ id }: Service): number =>
    changed()[id] ?? props.before?.devices.counts[id] ?? 1

  const start = async (): Promise<void> => {
    setBusy(true)
    try {
      const counts = Object.fromEntries(
        props.services.map((service) => [service.id, countOf(service)]),
      )
      const result = await desk.device.startShift(counts)
      if (!result.ok) desk.notices.add('bad', shiftTexts.failed)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section class="start-shift">
      <h1>{shiftTexts.startTitle}</h1>
      <p>{shiftTexts.startText}</p>
      <Show
        when={props.services.length > 0}
        fallback={<Notice tone="info">{shiftTexts.noServices}</Notice>}
      >
        <ul class="start-shift-services">
          <For each={props.services}>
            {(service) => (
              <li>
                <Card class="start-shift-service" style={{ '--service': service.color }}>
                  <h2>{service.name}</h2>
                  <Stepper
                    name={service.name}
                    testId={`devices-${service.id}`}
                    value={countOf(service)}
                    onChange={(count) => setChanged((all) => ({ ...all, [service.id]: count }))}
                  />
                </Card>
              </li>
            )}
          </For>
        </ul>
        <Button
          variant="primary"
          size="l"
          icon="play"
          busy={isBusy()}
          data-testid="start-operation"
          onClick={() => void start()}
        >
          {shiftTexts.start}
        </Button>
      </Show>
    </section>
  )
}
