import '../login/login-screen.css'
import { type PairProblem } from '@totem/shared-schema/local-store'
import { Button, Card, Notice, TextField } from '@totem/ui'
import { createSignal, type JSX, onMount, Show } from 'solid-js'
import { panelTexts } from './panel.texts.ts'

/** What pairing needs. */
export interface PairingScreenProps {
  /** A code from the address, where typing begins. */
  readonly initialCode: string | undefined
  /** Pairs; gives the problem to be shown, if any. */
  readonly pair: (code: string) => Promise<PairProblem | undefined>
}

const texts = panelTexts.pair

/** Asks for the code that makes this screen belong to a studio. */
export const PairingScreen = (props: PairingScreenProps): JSX.Element => {
  const [code, setCode] = createSignal(props.initialCode ?? '')
  const [problem, setProblem] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const submit = async (): Promise<void> => {
    const typed = code().replace(/[\s-]/g, '')
    if (typed.length !== 8) {
      setProblem(texts.missing)
      return
    }
    setBusy(true)
    setProblem(undefined)
    try {
      const found = await props.pair(typed)
      if (found !== undefined) setProblem(problemText(found))
    } finally {
      setBusy(false)
    }
  }
  onMount(() => {
    if (props.initialCode !== undefined) void submit()
  })
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
          <h1>{texts.title}</h1>
          <p>{texts.text}</p>
          <TextField
            label={texts.code}
            hint={texts.hint}
            testId="pair-code"
            autocapitalize="characters"
            maxLength={12}
            value={code()}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <Show when={problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
          <Button
            type="submit"
            variant="primary"
            size="l"
            busy={isBusy()}
            data-testid="pair-submit"
          >
            {texts.submit}
          </Button>
        </form>
      </Card>
    </main>
  )
}

const problemText = (problem: PairProblem): string => {
  switch (problem.kind) {
    case 'wrong_code':
      return texts.wrong
    case 'offline':
      return texts.offline
    case 'failed':
      return texts.failed(problem.detail)
  }
}
