import {
  ManagedDevices,
  type PairedKind,
  pairedKinds,
  PairingOffer as Offer,
} from '@totem/shared-schema'
import { Button, Notice } from '@totem/ui'
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createChange } from '../create-change.ts'
import { createQuestion } from '../create-question.ts'
import { DeviceCard } from './device-card.tsx'
import { devicesTexts } from './devices.texts.ts'
import { KioskControls } from './kiosk-controls.tsx'
import { PairingOffer } from './pairing-offer.tsx'

/** How often the page looks again, in milliseconds. */
const lookEveryMs = 15_000

/** The devices of the studio: how they are, new ones in, lost ones out. */
export const DevicesPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path: '/manager/devices', answer: ManagedDevices })
  const looking = setInterval(() => void question.ask(), lookEveryMs)
  onCleanup(() => clearInterval(looking))
  const change = createChange(desk.device)
  const [offer, setOffer] = createSignal<Offer>()
  const pair = async (kind: PairedKind): Promise<void> => {
    const made = await change.make(
      { method: 'POST', path: '/manager/pairings', body: { kind } },
      Offer,
    )
    if (made !== undefined) setOffer(made)
  }
  return (
    <>
      <div class="manager-bar">
        <p>{devicesTexts.intro}</p>
        <For each={pairedKinds}>
          {(kind) => (
            <Button
              disabled={change.isBusy()}
              data-testid={`pair-${kind}`}
              onClick={() => void pair(kind)}
            >
              {devicesTexts.new[kind]}
            </Button>
          )}
        </For>
      </div>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show when={offer()}>
        {(made) => <PairingOffer offer={made()} onClose={() => setOffer(undefined)} />}
      </Show>
      <Answered question={question}>
        {(answer) => (
          <>
            <ul class="manager-cards">
              {/* By id: a look every few seconds must not take the button from under the finger. */}
              <For each={answer().devices.map(({ id }) => id)}>
                {(id) => (
                  <Show when={answer().devices.find((each) => each.id === id)}>
                    {(device) => (
                      <DeviceCard
                        device={device()}
                        nowMs={answer().now}
                        onChange={(changed) =>
                          question.put((before) => ({
                            ...before,
                            devices: before.devices.map((each) =>
                              each.id === changed.id ? changed : each,
                            ),
                          }))
                        }
                      />
                    )}
                  </Show>
                )}
              </For>
            </ul>
            <KioskControls devices={answer().devices} />
          </>
        )}
      </Answered>
    </>
  )
}
