import { KioskSettingsShown, type ManagedDevice, StaffPinDigits } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { Answered } from '../answered.tsx'
import { createChange } from '../create-change.ts'
import { createQuestion } from '../create-question.ts'
import { kioskBuilds } from './kiosk-builds.ts'
import { kioskControlsTexts as texts } from './kiosk-controls.texts.ts'

const path = '/manager/kiosk-settings'

/** What a manager sets for all kiosks at once: the staff's PIN, the build to stay on, and to update now. */
export const KioskControls = (props: {
  readonly devices: readonly ManagedDevice[]
}): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path, answer: KioskSettingsShown })
  const change = createChange(desk.device)
  const [pin, setPin] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const [done, setDone] = createSignal<string>()
  const put = async (body: object, sentence: string): Promise<boolean> => {
    setDone(undefined)
    const changed = await change.make({ method: 'PUT', path, body }, KioskSettingsShown)
    if (changed === undefined) return false
    question.put(() => changed)
    setDone(sentence)
    return true
  }
  const savePin = async (): Promise<void> => {
    setTried(true)
    if (!v.is(StaffPinDigits, pin())) return
    if (!(await put({ staffPin: pin() }, texts.pinSaved))) return
    setPin('')
    setTried(false)
  }
  return (
    <section class="manager-card" data-testid="kiosk-controls">
      <h2>{texts.title}</h2>
      <p>{texts.intro}</p>
      <Answered question={question}>
        {(settings) => (
          <>
            <form
              class="kiosk-control"
              onSubmit={(event) => {
                event.preventDefault()
                void savePin()
              }}
            >
              <TextField
                label={texts.pin}
                hint={settings().hasStaffPin ? texts.pinSet : texts.pinMissing}
                error={isTried() && !v.is(StaffPinDigits, pin()) ? texts.pinWrong : undefined}
                type="password"
                inputmode="numeric"
                autocomplete="new-password"
                maxLength={6}
                testId="staff-pin"
                value={pin()}
                onInput={(event) => setPin(event.currentTarget.value)}
              />
              <Button type="submit" data-testid="staff-pin-save" disabled={change.isBusy()}>
                {texts.pinSave}
              </Button>
            </form>
            <div class="kiosk-control">
              <label class="manager-field">
                {texts.build}
                <select
                  data-testid="stay-on-build"
                  disabled={change.isBusy()}
                  value={settings().stayOnBuild ?? ''}
                  onChange={(event) => {
                    const build = event.currentTarget.value
                    void put(
                      { stayOnBuild: build === '' ? null : build },
                      build === '' ? texts.newest : texts.staying,
                    )
                  }}
                >
                  <option value="">{texts.newestChoice}</option>
                  <For each={kioskBuilds(props.devices, settings().stayOnBuild)}>
                    {({ build, kiosks }) => (
                      <option value={build} selected={build === settings().stayOnBuild}>
                        {texts.stayOn(build, kiosks)}
                      </option>
                    )}
                  </For>
                </select>
              </label>
              <Button
                icon="refresh"
                data-testid="update-now"
                disabled={change.isBusy()}
                onClick={() => void put({ updateNow: true, stayOnBuild: null }, texts.updating)}
              >
                {texts.updateNow}
              </Button>
              <p class="manager-hint">
                <Show when={settings().updateOrderedAt} fallback={texts.updateHint}>
                  {(at) => texts.ordered(formatMoment(at(), desk.timeZone()))}
                </Show>
              </p>
            </div>
          </>
        )}
      </Answered>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show when={done()}>{(text) => <Notice tone="good">{text()}</Notice>}</Show>
    </section>
  )
}
