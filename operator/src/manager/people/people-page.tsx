import { type Cpf, maskCpf, parseCpf, PersonErased, PersonRecord } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { download } from '../download.ts'
import { CorrectionForm } from './correction-form.tsx'
import { ErasePanel } from './erase-panel.tsx'
import { peopleTexts } from './people.texts.ts'

interface Found {
  readonly cpf: Cpf
  readonly record: PersonRecord
}

/** Answers a person who asks about their data. What was found leaves the screen with the page. */
export const PeoplePage = (): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const [typed, setTyped] = createSignal('')
  const [found, setFound] = createSignal<Found>()
  const [done, setDone] = createSignal<string>()
  onCleanup(() => setFound(undefined))

  const find = async (): Promise<void> => {
    const cpf = parseCpf(typed())
    setFound(undefined)
    setDone(undefined)
    if (!cpf.ok) {
      change.setProblem(peopleTexts.wrongCpf)
      return
    }
    const record = await change.make(
      { method: 'POST', path: '/people/find', body: { cpf: cpf.value } },
      PersonRecord,
    )
    if (record !== undefined) setFound({ cpf: cpf.value, record })
  }
  const erase = async (cpf: Cpf): Promise<void> => {
    const erased = await change.make(
      { method: 'POST', path: '/people/erase', body: { cpf } },
      PersonErased,
    )
    if (erased === undefined) return
    setFound(undefined)
    setTyped('')
    setDone(peopleTexts.erased(erased.tickets))
  }
  const hand = ({ cpf, record }: Found): void =>
    download(
      new Blob([JSON.stringify({ cpf, ...record }, null, 2)], { type: 'application/json' }),
      'dados-pessoais.json',
    )

  return (
    <>
      <p>{peopleTexts.intro}</p>
      <form
        class="manager-bar"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <TextField
          label={peopleTexts.cpf}
          testId="person-cpf"
          inputmode="numeric"
          value={typed()}
          onInput={(event) => {
            const masked = maskCpf(event.currentTarget.value)
            event.currentTarget.value = masked
            setTyped(masked)
          }}
        />
        <Button type="submit" variant="primary" busy={change.isBusy()} data-testid="person-find">
          {peopleTexts.find}
        </Button>
      </form>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show when={done()}>{(text) => <Notice tone="good">{text()}</Notice>}</Show>
      <Show when={found()} keyed>
        {(person) => (
          <Show
            when={person.record.purchases.length > 0}
            fallback={
              <p class="manager-empty" data-testid="person-nobody">
                {peopleTexts.nobody}
              </p>
            }
          >
            <section class="manager-section" data-testid="person">
              <div class="manager-bar">
                <h2>{peopleTexts.found(person.record.purchases.length)}</h2>
                <Button data-testid="person-export" onClick={() => hand(person)}>
                  {peopleTexts.export}
                </Button>
              </div>
              <Purchases record={person.record} />
              <CorrectionForm
                cpf={person.cpf}
                record={person.record}
                onCorrected={(record) => {
                  setFound({ cpf: person.cpf, record })
                  setDone(peopleTexts.corrected)
                }}
              />
              <ErasePanel isBusy={change.isBusy()} onErase={() => void erase(person.cpf)} />
            </section>
          </Show>
        )}
      </Show>
    </>
  )
}

const Purchases = (props: { readonly record: PersonRecord }): JSX.Element => (
  <div class="manager-scroll" tabindex="0" role="region" aria-label={peopleTexts.columns.number}>
    <table class="manager-table">
      <thead>
        <tr>
          <For each={Object.values(peopleTexts.columns)}>{(column) => <th>{column}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.record.purchases}>
          {(purchase) => (
            <tr data-testid="purchase">
              <td>{purchase.number ?? '–'}</td>
              <td>{purchase.day?.split('-').toReversed().join('/') ?? '–'}</td>
              <td>{purchase.service ?? '–'}</td>
              <td>{purchase.name}</td>
              <td>{purchase.phone}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </div>
)
