import { defaultTimeZone } from '@totem/shared-schema'
import './app.css'
import { type DeviceHome, type DeviceVitals } from '@totem/shared-schema/local-store'
import { Button } from '@totem/ui'
import {
  ErrorBoundary,
  type JSX,
  Match,
  Switch,
  createSignal,
  untrack,
  createMemo,
  from,
} from 'solid-js'
import { applyComfort } from './comfort/apply-comfort.ts'
import { ComfortContext, createComfort } from './comfort/comfort.ts'
import { type Voice } from './comfort/voice.ts'
import { type AppVersions, createAppUpdate } from './app-update/create-app-update.ts'
import { isUpdateOrdered } from './app-update/is-update-ordered.ts'
import { Frame } from './frame/frame.tsx'
import { createHome } from './home/create-home.ts'
import { homeTexts } from './home/home.texts.ts'
import { MessageScreen } from './home/message-screen.tsx'
import { PairingScreen } from './home/pairing-screen.tsx'
import { type OpenPrinting, PrintingProvider } from './printing/printing-context.tsx'
import { Shop } from './shop.tsx'
import { type StaffTools } from './staff/staff-tools.ts'
import { SyncCorner } from './sync/sync-corner.tsx'
import { LanguageContext, useTexts } from './texts/language.ts'
import { type Clock } from './time/clock.ts'

/** What the kiosk is made of; `main.tsx` passes the real things, tests their own. */
export interface AppProps {
  readonly home: Pick<DeviceHome, 'open' | 'waitForTurn' | 'pair'>
  /** The pairing code of the address. */
  readonly code: string | undefined
  readonly clock: Clock
  readonly versions: AppVersions | undefined
  readonly voice: Voice
  readonly vitals: DeviceVitals
  /** Starts printing; absent where nothing can be printed. */
  readonly openPrinting?: OpenPrinting
  /** The page's root element, which tells style sheets and screen readers how the customer likes it. */
  readonly root: HTMLElement
  /** Starts the page anew after a crash. */
  readonly onRestart: () => void
}

/** The kiosk. */
export const App = (props: AppProps): JSX.Element => {
  const comfort = createComfort()
  applyComfort(
    comfort,
    untrack(() => props.root),
  )
  return (
    <ComfortContext.Provider value={comfort}>
      <LanguageContext.Provider value={() => comfort.settings().language}>
        <ErrorBoundary fallback={<Crash onRestart={() => props.onRestart()} />}>
          <Kiosk {...props} />
        </ErrorBoundary>
      </LanguageContext.Provider>
    </ComfortContext.Provider>
  )
}

const Kiosk = (props: AppProps): JSX.Element => {
  const texts = useTexts(homeTexts)
  const {
    home: devices,
    code,
    clock,
    versions,
    voice,
    vitals,
    openPrinting,
  } = untrack(() => ({
    ...props,
  }))
  const home = createHome({ home: devices, code, clock })
  const [isShopFree, setShopFree] = createSignal(false)
  const [isPrinting, setPrinting] = createSignal(false)
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
    ready() === undefined ? home.state().kind === 'storage_trouble' : isShopFree() && !isPrinting()
  const profile = createMemo(() => {
    const state = ready()
    return state === undefined ? undefined : from(state.device.profile$)
  })
  const stays = (): boolean => profile()?.()?.stayOnBuild === vitals.build
  const isOrdered = (): boolean => isUpdateOrdered(profile()?.(), clock.now())
  const staff: StaffTools = {
    vitals,
    update:
      versions === undefined
        ? undefined
        : createAppUpdate(versions, { isFree, stays, isOrdered }, clock),
    stays,
    onRepair: home.beginRepair,
    onReload: () => props.onRestart(),
  }

  return (
    <Switch>
      <Match when={ready()}>
        {(state) => (
          <PrintingProvider
            open={openPrinting}
            device={state().device}
            clock={clock}
            onBusy={setPrinting}
          >
            <Shop
              device={state().device}
              clock={clock}
              voice={voice}
              staff={staff}
              onFree={setShopFree}
            />
          </PrintingProvider>
        )}
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
              {(state) => (
                <PairingScreen
                  problem={state().problem}
                  onPair={home.pair}
                  onKeep={state().wasPaired ? home.keepPairing : undefined}
                />
              )}
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
