import './login-screen.css'
import { type Credentials, type Device, type LoginProblem } from '@totem/shared-schema/local-store'
import { Button, Card, Notice, TextField } from '@totem/ui'
import { createSignal, type JSX, Show } from 'solid-js'
import { type LoggedOutAfter } from '../app/create-session.ts'
import { loginProblemText, loginTexts } from './login.texts.ts'

/** What the log-in screen needs. */
export interface LoginScreenProps {
  readonly device: Device | undefined
  readonly after: LoggedOutAfter
  readonly tenant: string
  readonly login: (credentials: Credentials) => Promise<LoginProblem | undefined>
}

/** Asks who is going to work on this tablet. */
export const LoginScreen = (props: LoginScreenProps): JSX.Element => {
  const [username, setUsername] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)

  const submit = async (): Promise<void> => {
    const credentials = {
      tenant: props.tenant,
      username: username().trim().toLowerCase(),
      password: password(),
    }
    if (credentials.username === '' || credentials.password === '') {
      setProblem(loginTexts.missing)
      return
    }
    const isFirst = props.device === undefined
    setBusy(true)
    setProblem(undefined)
    try {
      const found = await props.login(credentials)
      if (found !== undefined) setProblem(loginProblemText(found, isFirst))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main class="login-screen">
      <p class="login-brand">totem</p>
      <Card>
        <form
          class="login-form"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <h1>{loginTexts.title}</h1>
          <Show when={loginTexts.after[props.after]}>{(text) => <p>{text()}</p>}</Show>
          <TextField
            label={loginTexts.user}
            testId="login-user"
            autocomplete="username"
            autocapitalize="none"
            value={username()}
            onInput={(event) => setUsername(event.currentTarget.value)}
          />
          <TextField
            label={loginTexts.password}
            testId="login-password"
            type="password"
            autocomplete="current-password"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
          <Show when={problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
          <Button
            type="submit"
            variant="primary"
            size="l"
            busy={isBusy()}
            data-testid="login-submit"
          >
            {loginTexts.submit}
          </Button>
        </form>
      </Card>
    </main>
  )
}
