import '@totem/ui/tokens.css'
import '../app/app.css'
import { type PairProblem, type PanelDevice } from '@totem/shared-schema/local-store'
import { Button, Spinner } from '@totem/ui'
import { createSignal, ErrorBoundary, type JSX, Match, onCleanup, onMount, Switch } from 'solid-js'
import { createObserved } from '../app/create-observed.ts'
import { StateScreen } from '../app/state-screen.tsx'
import { BoardScreen } from './board-screen.tsx'
import { type PanelEnvironment } from './panel-environment.ts'
import { PairingScreen } from './pairing-screen.tsx'
import { panelTexts } from './panel.texts.ts'

type Standing =
  | { readonly kind: 'opening' }
  | { readonly kind: 'unpaired' }
  | { readonly kind: 'paired'; readonly device: PanelDevice }
  /** A bug or a closed store; the page begins anew by itself. */
  | { readonly kind: 'crashed' }

/** The TV panel: from a code to the numbers being called. */
export const PanelApp = (props: { readonly environment: PanelEnvironment }): JSX.Element => (
  <ErrorBoundary fallback={<Crashed reload={() => props.environment.reload()} />}>
    <Standings environment={props.environment} />
  </ErrorBoundary>
)

/** Nobody stands before a TV to press a button: it begins anew by itself. */
const Crashed = (props: { readonly reload: () => void }): JSX.Element => {
  const timer = setTimeout(() => props.reload(), reloadAfterMs)
  onCleanup(() => clearTimeout(timer))
  return <StateScreen {...panelTexts.crash} icon={<Spinner />} />
}

/** Long enough to be read, and for what is wrong to pass, in milliseconds. */
const reloadAfterMs = 15_000

const Standings = (props: { readonly environment: PanelEnvironment }): JSX.Element => {
  const [standing, setStanding] = createSignal<Standing>({ kind: 'opening' })
  let opened: PanelDevice | undefined
  const use = (device: PanelDevice): void => {
    opened = device
    setStanding({ kind: 'paired', device })
  }
  onCleanup(() => opened?.[Symbol.dispose]())

  const open = async (): Promise<void> => {
    const device = await props.environment.home.open()
    if (device === undefined) setStanding({ kind: 'unpaired' })
    else use(device)
  }
  onMount(() => void open().catch(() => setStanding({ kind: 'crashed' })))

  const pair = async (code: string): Promise<PairProblem | undefined> => {
    const answer = await props.environment.home.pair(code)
    if (!answer.ok) return answer.error
    use(answer.value)
    return undefined
  }

  const forget = async (): Promise<void> => {
    opened?.[Symbol.dispose]()
    opened = undefined
    await props.environment.home.forget()
    setStanding({ kind: 'unpaired' })
  }
  const paired = (): PanelDevice | undefined => {
    const now = standing()
    return now.kind === 'paired' ? now.device : undefined
  }

  return (
    <Switch>
      <Match when={standing().kind === 'opening'}>
        <StateScreen title={panelTexts.opening} icon={<Spinner />} />
      </Match>
      <Match when={standing().kind === 'crashed'}>
        <Crashed reload={() => props.environment.reload()} />
      </Match>
      <Match when={standing().kind === 'unpaired'}>
        <PairingScreen initialCode={props.environment.code} pair={pair} />
      </Match>
      <Match when={paired()}>
        {(device) => (
          <PairedPanel
            device={device()}
            environment={props.environment}
            onForget={() => void forget().catch(() => setStanding({ kind: 'crashed' }))}
          />
        )}
      </Match>
    </Switch>
  )
}

const PairedPanel = (props: {
  readonly device: PanelDevice
  readonly environment: PanelEnvironment
  readonly onForget: () => void
}): JSX.Element => {
  // eslint-disable-next-line solid/reactivity -- a panel that is paired anew is another component
  const { board$, state$ } = props.device
  const board = createObserved(board$)
  const state = createObserved(state$)
  return (
    <Switch fallback={<StateScreen title={panelTexts.waitingForData} icon={<Spinner />} />}>
      <Match when={state() === 'revoked'}>
        <StateScreen
          title={panelTexts.revoked.title}
          text={panelTexts.revoked.text}
          action={
            <Button variant="primary" size="l" onClick={() => props.onForget()}>
              {panelTexts.revoked.again}
            </Button>
          }
        />
      </Match>
      <Match when={board()}>
        {(heard) => (
          <BoardScreen
            board={heard()}
            profile={props.device.profile}
            isConnected={state() === 'live' || state() === 'polling'}
            environment={props.environment}
          />
        )}
      </Match>
    </Switch>
  )
}
