import { defaultTimeZone } from '@totem/shared-schema'
import './app.css'
import { type DeviceHome } from '@totem/shared-schema/local-store'
import { Button } from '@totem/ui'
import { ErrorBoundary, type JSX, Match, Switch, createSignal, untrack } from 'solid-js'
import { type AppVersions, createAppUpdate } from './app-update/create-app-update.ts'
import { Frame } from './frame/frame.tsx'
import { createHome } from './home/create-home.ts'
import { homeTexts } from './home/home.texts.ts'
import { MessageScreen } from './home/message-screen.tsx'
import { PairingScreen } from './home/pairing-screen.tsx'
import { Shop } from './shop.tsx'
import { SyncCorner } from './sync/sync-corner.tsx'
import { useTexts } from './texts/language.ts'
import { type Clock } from './time/clock.ts'

/** What the kiosk is made of; `main.tsx` passes the real things, tests their own. */
export interface AppProps {
  readonly home: Pick<DeviceHome, 'open' | 'waitForTurn' | 'pair'>
  /** The pairing code of the address. */
  readonly code: string | undefined
  readonly clock: Clock
  readonly versions: AppVersions | undefined
  /** Starts the page anew after a crash. */
  readonly onRestart: () => void
}

/** The kiosk. */
export const App = (props: AppProps): JSX.Element => (
  <ErrorBoundary fallback={<Crash onRestart={() => props.onRestart()} />}>
    <Kiosk {...props} />
  </ErrorBoundary>
)

const Kiosk = (props: AppProps): JSX.Element => {
  const texts = useTexts(homeTexts)
  const { home: devices, code, clock, versions } = untrack(() => ({ ...props }))
  const home = createHome({ home: devices, code, clock })
  const [isShopFree, setShopFree] = createSignal(false)
  const ready = () => {
    const state = home.state()
    return state.kind === 'ready' ? state : undefined
  }
  const unpaired = () => {
    const state = home.state()
    return state.kind === 'unpaired' ? state : undefined
  }
  // A version that cannot open its store must not stand in the way of the one that can.
  const isFree = (): boolean =>
    ready() === undefined ? home.state().kind === 'storage_trouble' : isShopFree()
  if (versions !== undefined) createAppUpdate(versions, isFree, clock)

  return (
    <Switch>
      <Match when={ready()}>
        {(state) => <Shop device={state().device} clock={clock} onFree={setShopFree} />}
      </Match>
      <Match when={ready() === undefined}>
        <Frame
          studio={texts().studio}
          corner={<SyncCorner status={undefined} timeZone={defaultTimeZone} />}
        >
          <Switch>
            <Match when={home.state().kind === 'opening'}>
              <MessageScreen title={texts().opening} />
            </Match>
            <Match when={home.state().kind === 'pairing'}>
              <MessageScreen title={texts().pairing} />
            </Match>
            <Match when={home.state().kind === 'open_elsewhere'}>
              <MessageScreen icon="lock" title={texts().elsewhere} text={texts().elsewhereHint} />
            </Match>
            <Match when={home.state().kind === 'storage_trouble'}>
              <MessageScreen icon="alert" title={texts().storage} text={texts().storageHint} />
            </Match>
            <Match when={unpaired()}>
              {(state) => <PairingScreen problem={state().problem} onPair={home.pair} />}
            </Match>
          </Switch>
        </Frame>
      </Match>
    </Switch>
  )
}

const Crash = (props: { readonly onRestart: () => void }): JSX.Element => {
  const texts = useTexts(homeTexts)
  return (
    <Frame
      studio={texts().studio}
      corner={<SyncCorner status={undefined} timeZone={defaultTimeZone} />}
    >
      <MessageScreen icon="alert" title={texts().crash} text={texts().crashHint}>
        <Button size="l" variant="primary" data-testid="restart" onClick={() => props.onRestart()}>
          {texts().restart}
        </Button>
      </MessageScreen>
    </Frame>
  )
}
