import { defaultTimeZone } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type JSX, Match, Switch, createEffect, from, onCleanup, untrack } from 'solid-js'
import { ChoosingScreen } from './choosing/choosing-screen.tsx'
import { FillingScreen } from './filling/filling-screen.tsx'
import { FinishingScreen } from './finishing/finishing-screen.tsx'
import { Frame } from './frame/frame.tsx'
import { IdleBanner } from './frame/idle-banner.tsx'
import { Progress } from './frame/progress.tsx'
import { createIdle } from './idle/create-idle.ts'
import { PayingScreen } from './paying/paying-screen.tsx'
import { isEmptyDraft } from './sale/draft.ts'
import { type SellingDevice, createSale } from './sale/create-sale.ts'
import { idleLimitMs } from './sale/idle-limit.ts'
import { type SaleIn, type SaleKind, type SaleState } from './sale/sale-state.ts'
import { SyncCorner } from './sync/sync-corner.tsx'
import { type Clock } from './time/clock.ts'

/** The device that sells, and what the shop shows of it. */
export interface ShopProps {
  readonly device: ShopDevice
  readonly clock: Clock
  /** Told whether nobody is there and nothing waits to be sent, so that a new version may come in. */
  readonly onFree: (isFree: boolean) => void
}

/** The part of a device that the shop needs. */
export type ShopDevice = SellingDevice & Pick<Device, 'catalog$'>

/** Sells: one customer after another, from the choice of a service to the number. */
export const Shop = (props: ShopProps): JSX.Element => {
  const { device, clock } = untrack(() => ({ device: props.device, clock: props.clock }))
  const sale = createSale(device, clock)
  const profile = from(device.profile$)
  const sync = from(device.sync$)
  const services = from(device.catalog$)
  const idle = createIdle({
    limitMs: () => idleLimitMs(sale.state()),
    screen: () => sale.state().kind,
    onOver: () => sale.dispatch({ kind: 'idle_over' }),
    clock,
  })
  for (const type of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(type, idle.touched)
    onCleanup(() => window.removeEventListener(type, idle.touched))
  }
  createEffect(() => {
    const state = sale.state()
    props.onFree(state.kind === 'choosing' && isEmptyDraft(state.draft) && sync()?.pending === 0)
  })

  const asOneOf = <K extends SaleKind>(...kinds: readonly K[]): SaleIn<K> | undefined => {
    const state = sale.state()
    return isOneOf(state, kinds) ? state : undefined
  }
  const filling = () => asOneOf('filling', 'selling')
  const paying = () => asOneOf('charging', 'showing_qr', 'expired', 'charge_refused', 'cancelling')
  const over = () => asOneOf('done', 'cancelled')
  return (
    <Frame
      studio={profile()?.studio ?? ''}
      corner={<SyncCorner status={sync()} timeZone={profile()?.timeZone ?? defaultTimeZone} />}
      progress={
        <Switch>
          <Match when={filling()}>
            <Progress step={2} />
          </Match>
          <Match when={paying()}>
            <Progress step={3} />
          </Match>
        </Switch>
      }
    >
      <Switch>
        <Match when={asOneOf('choosing')}>
          <ChoosingScreen
            services={services()}
            onChoose={(service) => sale.dispatch({ kind: 'service_chosen', service })}
          />
        </Match>
        <Match when={filling()}>
          {(state) => (
            <FillingScreen state={state()} notice={profile()?.notice} dispatch={sale.dispatch} />
          )}
        </Match>
        <Match when={paying()}>
          {(state) => (
            <PayingScreen
              state={state()}
              secondsLeft={sale.chargeSecondsLeft()}
              dispatch={sale.dispatch}
            />
          )}
        </Match>
        <Match when={over()}>
          {(state) => (
            <FinishingScreen
              state={state()}
              secondsLeft={idle.secondsLeft()}
              dispatch={sale.dispatch}
            />
          )}
        </Match>
      </Switch>
      <IdleBanner secondsLeft={over() === undefined ? idle.secondsLeft() : null} />
    </Frame>
  )
}

const isOneOf = <K extends SaleKind>(state: SaleState, kinds: readonly K[]): state is SaleIn<K> =>
  kinds.some((kind) => kind === state.kind)
