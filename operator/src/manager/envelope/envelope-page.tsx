import { type ManagedDevice, ManagedDevices, OfflineSettingsShown } from '@totem/shared-schema'
import { StatusPill, type Tone } from '@totem/ui'
import { For, type JSX, onCleanup, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { EnvelopeForm } from './envelope-form.tsx'
import { envelopeTexts } from './envelope.texts.ts'

/** How often the page looks again which kiosk has the limits, in milliseconds: a kiosk speaks every minute. */
const lookEveryMs = 15_000

/** How much kiosks may sell while they cannot see a payment confirmed, and which of them know it. */
export const EnvelopePage = (): JSX.Element => {
  const desk = useDesk()
  const settings = createQuestion(desk.device, {
    path: '/payments/envelope',
    answer: OfflineSettingsShown,
  })
  const devices = createQuestion(desk.device, { path: '/manager/devices', answer: ManagedDevices })
  const looking = setInterval(() => void devices.ask(), lookEveryMs)
  onCleanup(() => clearInterval(looking))
  const kiosks = (): readonly ManagedDevice[] => {
    const answer = devices.answer()
    return answer.kind === 'ready' ? answer.value.devices.filter(isSelling) : []
  }
  const moment = (ms: number): string => formatMoment(ms, desk.timeZone())
  return (
    <>
      <p>{envelopeTexts.intro}</p>
      <Answered question={settings}>
        {(answer) => (
          <>
            <p class="manager-hint" data-testid="envelope-since">
              <Show when={answer().changedAt} fallback={envelopeTexts.first}>
                {(at) => envelopeTexts.changed(moment(at()), answer().changedBy)}
              </Show>
            </p>
            <EnvelopeForm
              initialSettings={answer()}
              kiosks={kiosks().length}
              onSaved={(saved) => settings.put(() => saved)}
            />
            <section class="manager-section">
              <h2>{envelopeTexts.kiosks}</h2>
              <Answered question={devices}>
                {() => (
                  <ul class="envelope-kiosks">
                    <For
                      each={kiosks()}
                      fallback={<li class="manager-empty">{envelopeTexts.noKiosks}</li>}
                    >
                      {(kiosk) => {
                        const standing = () => heldBy(kiosk, answer().changedAt, moment)
                        return (
                          <li data-testid="envelope-kiosk" data-has={standing().tone === 'good'}>
                            {kiosk.name}
                            <StatusPill tone={standing().tone}>{standing().text}</StatusPill>
                          </li>
                        )
                      }}
                    </For>
                  </ul>
                )}
              </Answered>
            </section>
          </>
        )}
      </Answered>
    </>
  )
}

const isSelling = ({ kind, revokedAt }: ManagedDevice): boolean =>
  kind === 'kiosk' && revokedAt === null

/** What a kiosk says it holds: limits that were signed after the change are the changed ones. */
const heldBy = (
  { health }: ManagedDevice,
  changedAt: number | null,
  moment: (ms: number) => string,
): { readonly tone: Tone; readonly text: string } => {
  const termsAt = health?.termsAt
  if (termsAt === undefined) return { tone: 'neutral', text: envelopeTexts.hasNone }
  return termsAt >= (changedAt ?? 0)
    ? { tone: 'good', text: envelopeTexts.has }
    : { tone: 'warn', text: envelopeTexts.hasOld(moment(termsAt)) }
}
