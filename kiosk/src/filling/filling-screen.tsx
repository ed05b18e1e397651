import './filling-screen.css'
import { type PrivacyNotice, maskCpf, maskPhone } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { type JSX, Show, createSignal, onMount } from 'solid-js'
import { ServiceRibbon } from '../frame/service-ribbon.tsx'
import { frameTexts } from '../frame/frame.texts.ts'
import { createTyping } from '../keyboard/create-typing.ts'
import { Keyboard } from '../keyboard/keyboard.tsx'
import { type TypedField } from '../sale/draft.ts'
import { type SaleEvent } from '../sale/sale-event.ts'
import { type SaleIn } from '../sale/sale-state.ts'
import { useTexts } from '../texts/language.ts'
import { Declarations } from './declarations.tsx'
import { fillingTexts } from './filling.texts.ts'
import { shownProblems } from './shown-problems.ts'

/** What was typed so far, and the notice to read. */
export interface FillingScreenProps {
  readonly state: SaleIn<'filling' | 'selling'>
  readonly notice: PrivacyNotice | undefined
  readonly dispatch: (event: SaleEvent) => void
}

/** Name, CPF and phone with a keyboard of its own, then what is to be read and declared. */
export const FillingScreen = (props: FillingScreenProps): JSX.Element => {
  const texts = useTexts(fillingTexts)
  const problems = () => shownProblems(props.state)
  const [form, setForm] = createSignal<HTMLFormElement>()
  const typed = (field: TypedField) => (text: string) =>
    props.dispatch({ kind: 'typed', field, text })
  const typing = createTyping<TypedField>({
    order: ['name', 'cpf', 'phone'],
    fields: {
      name: { layout: 'letters', onText: typed('name') },
      cpf: { layout: 'digits', mask: maskCpf, onText: typed('cpf') },
      phone: { layout: 'digits', mask: maskPhone, onText: typed('phone') },
    },
    onEnd: () => {
      typing.close()
      focusOn('[data-testid="notice-ack"]')
    },
  })
  const focusOn = (selector: string): void => {
    form()?.querySelector<HTMLElement>(selector)?.focus()
  }

  const errorOf = (field: TypedField): string | undefined => {
    const problem = problems()[field]
    if (problem === undefined) return undefined
    const sentences: Readonly<Record<string, string>> = texts().problems[field]
    return sentences[problem]
  }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    props.dispatch({ kind: 'continue_pressed' })
    const { name, cpf, phone, notice } = problems()
    const isNoticeFirst = [name, cpf, phone].every((problem) => problem === undefined)
    if (isNoticeFirst && notice !== undefined) typing.close()
    focusOn('[aria-invalid="true"]')
  }

  onMount(() => typing.focus('name'))

  const field = (name: TypedField): JSX.Element => (
    <TextField
      label={texts()[name].label}
      hint={texts()[name].hint}
      error={errorOf(name)}
      testId={`field-${name}`}
      value={props.state.draft[name]}
      inputMode="none"
      enterkeyhint="next"
      required
      onBlur={() => props.dispatch({ kind: 'field_left', field: name })}
      {...typing.hooksOf(name)}
    />
  )
  return (
    <form class="filling" novalidate onSubmit={submit} ref={setForm}>
      <div class="filling-fields">
        <ServiceRibbon service={props.state.service} />
        <h1>{texts().title}</h1>
        <Show when={props.state.kind === 'filling' && props.state.saving === 'failed'}>
          <Notice tone="bad" title={texts().savingFailed}>
            {texts().savingFailedHint}
          </Notice>
        </Show>
        {field('name')}
        <div class="filling-pair">
          {field('cpf')}
          {field('phone')}
        </div>
      </div>
      <Declarations
        state={props.state}
        notice={props.notice}
        error={
          problems().notice === undefined ? undefined : texts().problems.notice.not_acknowledged
        }
        dispatch={props.dispatch}
      />
      <div class="filling-dock">
        <Show when={typing.isOpen()}>
          <Keyboard layout={typing.layout()} capitals={typing.capitals()} onKey={typing.press} />
        </Show>
        <Actions isSaving={props.state.kind === 'selling'} dispatch={props.dispatch} />
      </div>
    </form>
  )
}

const Actions = (props: {
  readonly isSaving: boolean
  readonly dispatch: (event: SaleEvent) => void
}): JSX.Element => {
  const texts = useTexts(fillingTexts)
  const frame = useTexts(frameTexts)
  return (
    <div class="filling-actions">
      <Button
        size="l"
        variant="quiet"
        icon="arrow-left"
        data-testid="back"
        onClick={() => props.dispatch({ kind: 'back_pressed' })}
      >
        {frame().back}
      </Button>
      <Button
        size="l"
        variant="quiet"
        icon="close"
        data-testid="give-up"
        onClick={() => props.dispatch({ kind: 'new_sale_pressed' })}
      >
        {texts().giveUp}
      </Button>
      <Button type="submit" size="l" variant="primary" data-testid="continue" busy={props.isSaving}>
        {texts().continue}
      </Button>
    </div>
  )
}
