import { ManagedOperator, NewPassword, type OperatorChange } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { staffTexts } from './staff.texts.ts'

/** What the form begins with, and keeps whatever arrives meanwhile; without a person it adds one. */
export interface OperatorFormProps {
  readonly initialOperator: ManagedOperator | undefined
  readonly onSaved: (operator: ManagedOperator) => void
  readonly onCancel: () => void
}

const roles = ['operator', 'manager'] as const

/** Adds a member of staff or changes one. */
export const OperatorForm = (props: OperatorFormProps): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const before = props.initialOperator
  const [login, setLogin] = createSignal<string>(before?.id ?? '')
  const [name, setName] = createSignal(before?.name ?? '')
  const [role, setRole] = createSignal<ManagedOperator['role']>(before?.role ?? 'operator')
  const [active, setActive] = createSignal(before?.isActive ?? true)
  const [password, setPassword] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const isPasswordGood = (): boolean =>
    (before !== undefined && password() === '') || v.safeParse(NewPassword, password()).success

  const save = async (): Promise<void> => {
    setTried(true)
    const id = login().trim().toLowerCase()
    if (id === '' || name().trim() === '' || !isPasswordGood()) return
    const body: OperatorChange = {
      name: name().trim(),
      role: role(),
      isActive: active(),
      ...(password() === '' ? {} : { password: password() }),
    }
    const path = `/manager/operators/${encodeURIComponent(id)}`
    const saved = await change.make({ method: 'PUT', path, body }, ManagedOperator)
    if (saved !== undefined) props.onSaved(saved)
  }

  return (
    <form
      class="manager-card"
      data-testid="operator-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{before?.name ?? staffTexts.new}</h2>
      <div class="manager-form">
        <Show when={before === undefined}>
          <TextField
            label={staffTexts.login}
            testId="operator-login"
            autocapitalize="none"
            value={login()}
            error={isTried() && login().trim() === '' ? staffTexts.missing : undefined}
            onInput={(event) => setLogin(event.currentTarget.value)}
          />
        </Show>
        <TextField
          label={staffTexts.name}
          testId="operator-name"
          maxLength={60}
          value={name()}
          error={isTried() && name().trim() === '' ? staffTexts.missing : undefined}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <label class="manager-field">
          {staffTexts.role}
          <select
            value={role()}
            onChange={(event) => {
              const chosen = roles.find((each) => each === event.currentTarget.value)
              if (chosen !== undefined) setRole(chosen)
            }}
          >
            <For each={roles}>
              {(each) => <option value={each}>{staffTexts.roles[each]}</option>}
            </For>
          </select>
        </label>
        <TextField
          label={before === undefined ? staffTexts.password : staffTexts.newPassword}
          hint={staffTexts.passwordHint}
          testId="operator-password"
          type="password"
          autocomplete="new-password"
          value={password()}
          error={isTried() && !isPasswordGood() ? staffTexts.short : undefined}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <label class="manager-check">
          <input
            type="checkbox"
            checked={active()}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          {staffTexts.active}
        </label>
      </div>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <Button onClick={() => props.onCancel()}>{managerTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={change.isBusy()} data-testid="operator-save">
          {managerTexts.save}
        </Button>
      </footer>
    </form>
  )
}
