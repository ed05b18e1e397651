import {
  type Cpf,
  maskPhone,
  parsePersonName,
  parsePhone,
  PersonRecord,
} from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { peopleTexts } from './people.texts.ts'

/** What the form begins with: the latest purchase says how the person is called now. */
export interface CorrectionFormProps {
  readonly cpf: Cpf
  readonly record: PersonRecord
  readonly onCorrected: (record: PersonRecord) => void
}

/** Puts name and phone right on everything a person bought. */
export const CorrectionForm = (props: CorrectionFormProps): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const latest = (): PersonRecord['purchases'][number] | undefined => props.record.purchases[0]
  const [name, setName] = createSignal<string>(latest()?.name ?? '')
  const [phone, setPhone] = createSignal(maskPhone(latest()?.phone ?? ''))
  const [isTried, setTried] = createSignal(false)
  const save = async (): Promise<void> => {
    setTried(true)
    const parsed = { name: parsePersonName(name()), phone: parsePhone(phone()) }
    if (!parsed.name.ok || !parsed.phone.ok) return
    const record = await change.make(
      {
        method: 'POST',
        path: '/people/correct',
        body: { cpf: props.cpf, name: parsed.name.value, phone: parsed.phone.value },
      },
      PersonRecord,
    )
    if (record !== undefined) props.onCorrected(record)
  }
  return (
    <form
      class="manager-card"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{peopleTexts.correct}</h2>
      <div class="manager-form">
        <TextField
          label={peopleTexts.name}
          testId="person-name"
          value={name()}
          error={isTried() && !parsePersonName(name()).ok ? peopleTexts.wrongName : undefined}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={peopleTexts.phone}
          testId="person-phone"
          inputmode="tel"
          value={phone()}
          error={isTried() && !parsePhone(phone()).ok ? peopleTexts.wrongPhone : undefined}
          onInput={(event) => {
            const masked = maskPhone(event.currentTarget.value)
            event.currentTarget.value = masked
            setPhone(masked)
          }}
        />
      </div>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <Button type="submit" busy={change.isBusy()} data-testid="person-correct">
          {managerTexts.save}
        </Button>
      </footer>
    </form>
  )
}
