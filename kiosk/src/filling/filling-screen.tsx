import './filling-screen.css'
import { type TenantProfile, maskCpf, maskPhone } from '@totem/shared-schema'
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
import { fillingTexts } from './filling.texts.ts'
import { PrivacyNotice } from './privacy-notice.tsx'
import { shownProblems } from './shown-problems.ts'

/** What was typed so far, and the notice to read. */
export interface FillingScreenProps {
  readonly state: SaleIn<'filling' | 'selling'>
  readonly notice: TenantProfile['notice'] | undefined
  readonly dispatch: (event: SaleEvent) => void
}

/** Name, CPF, phone and the privacy notice, with a keyboard below. */
export const FillingScreen = (props: FillingScreenProps): JSX.Element => {
  const texts = useTexts(fillingTexts)
  const frame = useTexts(frameTexts)
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
    onEnd: () => form()?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.focus(),
  })

  const errorOf = (field: TypedField): string | undefined => {
    const problem = problems()[field]
    if (problem === undefined) return undefined
    const sentences: Readonly<Record<string, string>> = texts().problems[field]
    return sentences[problem]
  }

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    props.dispatch({ kind: 'continue_pressed' })
    form()?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus()
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
      onBlur={() => props.dispatch({ kind: 'field_left', field: name })}
      {...typing.hooksOf(name)}
    />
  )
  return (
    <form class="filling" novalidate onSubmit={submit} ref={setForm}>
      <div class="filling-form">
        <ServiceRibbon service={props.state.service} color={props.state.service.color} />
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
        <PrivacyNotice
          notice={props.notice}
          acknowledged={props.state.draft.acknowledged}
          error={
            problems().notice === undefined ? undefined : texts().problems.notice.not_acknowledged
          }
          onAcknowledge={(value) => props.dispatch({ kind: 'acknowledged', value })}
        />
      </div>
      <div class="filling-actions">
        <Button
          size="l"
          icon="arrow-left"
          variant="quiet"
          onClick={() => props.dispatch({ kind: 'back_pressed' })}
        >
          {frame().back}
        </Button>
        <Button
          type="submit"
          size="l"
          variant="primary"
          data-testid="continue"
          busy={props.state.kind === 'selling'}
        >
          {texts().continue}
        </Button>
      </div>
      <Keyboard layout={typing.layout()} capitals={typing.capitals()} onKey={typing.press} />
    </form>
  )
}
