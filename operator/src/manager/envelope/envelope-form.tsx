import { maxPoolPerService, OfflineSettingsShown } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { envelopeTexts } from './envelope.texts.ts'
import {
  draftOf,
  mostAtRisk,
  readDraft,
  type SettingsDraft,
  type SettingsField,
} from './settings-draft.ts'

/** The bounds that the gateway holds everybody to (`RiskEnvelope`). */
const most = { count: 500, minutes: 7 * 24 * 60, pool: maxPoolPerService } as const

/** Changes the limits of selling on trust. */
export const EnvelopeForm = (props: {
  /** What it begins with: it keeps what is being typed, whatever arrives meanwhile. */
  readonly initialSettings: OfflineSettingsShown
  /** How many kiosks sell under them. */
  readonly kiosks: number
  readonly onSaved: (settings: OfflineSettingsShown) => void
}): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const [draft, setDraft] = createSignal(draftOf(props.initialSettings))
  const [isTried, setTried] = createSignal(false)
  const [isSaved, setSaved] = createSignal(false)
  const put = (part: Partial<SettingsDraft>): void => {
    setSaved(false)
    setDraft((before) => ({ ...before, ...part }))
  }
  const read = () => readDraft(draft())
  const risk = (): string | undefined => {
    const known = read()
    if (!('settings' in known) || props.kiosks === 0) return undefined
    const { sumCents } = known.settings.envelope
    return envelopeTexts.risk(props.kiosks, mostAtRisk(sumCents, props.kiosks))
  }
  const field = (
    name: SettingsField,
    words: { readonly label: string; readonly error: string; readonly hint?: string },
    inputmode: 'decimal' | 'numeric' | 'text' = 'numeric',
  ): JSX.Element => {
    const wrong = (): boolean => {
      const known = read()
      return isTried() && 'wrong' in known && known.wrong.has(name)
    }
    return (
      <TextField
        label={words.label}
        {...(words.hint === undefined ? {} : { hint: words.hint })}
        error={wrong() ? words.error : undefined}
        inputmode={inputmode}
        maxLength={60}
        testId={`envelope-${name}`}
        value={draft()[name]}
        onInput={(event) => put({ [name]: event.currentTarget.value })}
      />
    )
  }
  const save = async (): Promise<void> => {
    setTried(true)
    const known = read()
    if (!('settings' in known)) return
    const saved = await change.make(
      { method: 'PUT', path: '/payments/envelope', body: known.settings },
      OfflineSettingsShown,
    )
    if (saved === undefined) return
    setSaved(true)
    props.onSaved(saved)
  }
  const texts = envelopeTexts
  return (
    <form
      class="manager-card"
      data-testid="envelope-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div class="manager-form">
        {field('perTicket', { label: texts.perTicket, error: texts.money }, 'decimal')}
        {field('sum', { label: texts.sum, error: texts.money }, 'decimal')}
        {field('count', {
          label: texts.count,
          error: texts.whole(most.count),
          hint: texts.countHint(most.count),
        })}
        {field('minutes', {
          label: texts.minutes,
          error: texts.whole(most.minutes),
          hint: texts.minutesHint(most.minutes),
        })}
        {field('pool', {
          label: texts.pool,
          error: texts.whole(most.pool),
          hint: texts.poolHint(most.pool),
        })}
        <div class="is-wide">
          <label class="manager-check">
            <input
              type="checkbox"
              data-testid="envelope-static"
              checked={draft().isStatic}
              onChange={(event) => put({ isStatic: event.currentTarget.checked })}
            />
            {texts.staticPix}
          </label>
          <p class="manager-hint">{texts.staticHint}</p>
        </div>
        <Show when={draft().isStatic}>
          {field('merchantName', { label: texts.merchantName, error: texts.missing }, 'text')}
          {field('merchantCity', { label: texts.merchantCity, error: texts.missing }, 'text')}
        </Show>
      </div>
      <Show when={risk()}>{(text) => <p data-testid="envelope-risk">{text()}</p>}</Show>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show when={isSaved()}>
        <Notice tone="good">{texts.saved}</Notice>
      </Show>
      <footer>
        <Button type="submit" variant="primary" busy={change.isBusy()} data-testid="envelope-save">
          {managerTexts.save}
        </Button>
      </footer>
    </form>
  )
}
