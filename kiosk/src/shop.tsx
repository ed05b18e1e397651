import { defaultTimeZone, promisedWaitOf, type Service, type Ticket } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import {
  type JSX,
  Match,
  Show,
  Suspense,
  Switch,
  createEffect,
  createSignal,
  from,
  lazy,
  on,
  onCleanup,
  untrack,
} from 'solid-js'
import { isUpdateOrdered } from './app-update/is-update-ordered.ts'
import { useComfort } from './comfort/comfort.ts'
import { type Voice, createVoiceHints } from './comfort/voice.ts'
import { ChoosingScreen } from './choosing/choosing-screen.tsx'
import { FillingScreen } from './filling/filling-screen.tsx'
import { FinishingScreen } from './finishing/finishing-screen.tsx'
import { Frame } from './frame/frame.tsx'
import { IdleBanner } from './frame/idle-banner.tsx'
import { homeTexts } from './home/home.texts.ts'
import { MessageScreen } from './home/message-screen.tsx'
import { Progress } from './frame/progress.tsx'
import { createIdle } from './idle/create-idle.ts'
import { PayingScreen } from './paying/paying-screen.tsx'
import { createQueueFigures } from './queue/create-queue-figures.ts'
import { type QueueLine, queueLineOf } from './queue/queue-line.ts'
import { type ToldWait, toldWaitOf, worthRepeating } from './queue/told-wait.ts'
import { isEmptyDraft } from './sale/draft.ts'
import { type SellingDevice, createSale } from './sale/create-sale.ts'
import { idleLimitMs } from './sale/idle-limit.ts'
import { soldNameIn } from './sale/sold-name.ts'
import { type SaleIn, type SaleKind, type SaleState, atStart } from './sale/sale-state.ts'
import { checkStaffPin } from './staff/check-staff-pin.ts'
import { createKnock } from './staff/create-knock.ts'
import { createStaffDoor } from './staff/create-staff-door.ts'
import { type StaffTools } from './staff/staff-tools.ts'
import { SyncCorner } from './sync/sync-corner.tsx'
import { useTexts } from './texts/language.ts'
import { type Clock } from './time/clock.ts'
import { createNow } from './time/create-now.ts'
import { timeOfDay } from './time/time-of-day.ts'

/** The device that sells, and what the shop shows of it. */
export interface ShopProps {
  readonly device: ShopDevice
  readonly clock: Clock
  readonly voice: Voice
  readonly staff: StaffTools
  /** Told whether nobody is there and nothing waits to be sent, so that a new version may come in. */
  readonly onFree: (isFree: boolean) => void
}

/** The part of a device that the shop needs. */
export type ShopDevice = SellingDevice &
  Pick<Device, 'catalog$' | 'ask' | 'identity' | 'ledger' | 'offlineCredit$'>

/** Staff open their corner once a week: customers do not wait for its code. */
const Staff = lazy(async () => ({ default: (await import('./staff/staff.tsx')).Staff }))

/** After how many ms without a touch the staff's corner shuts by itself. */
const staffIdleMs = 3 * 60_000

/** Sells: one customer after another, from the choice of a service to the number. */
export const Shop = (props: ShopProps): JSX.Element => {
  const { device, clock, voice } = untrack(() => ({ ...props }))
  const comfort = useComfort()
  const [told, setTold] = createSignal<ToldWait>()
  const sale = createSale(device, clock, {
    locale: () => comfort.settings().language,
    promised: () => promisedWaitOf(worthRepeating(told(), clock.now())),
  })
  const profile = from(device.profile$)
  const sync = from(device.sync$)
  const texts = useTexts(homeTexts)
  const services = from(device.catalog$)
  const tickets = from(device.tickets$)
  const figures = createQueueFigures(device, clock)
  const now = createNow(clock)
  const queueOf = ({ id }: Service): QueueLine =>
    queueLineOf(id, figures(), { nowMs: now(), ownTickets: tickets() ?? [] })
  const soldName = (ticket: Ticket): string =>
    soldNameIn(comfort.settings().language, ticket.sale.service, services() ?? [])
  const timeZone = () => profile()?.timeZone ?? defaultTimeZone
  const door = createStaffDoor({
    pin: () => profile()?.staffPin,
    check: checkStaffPin,
    clock,
  })
  const isStaffAway = () => door.state().kind === 'shut'
  const knock = createKnock(clock, () => {
    if (isUntouched(sale.state())) door.knock()
  })
  const idle = createIdle({
    limitMs: () => (isStaffAway() ? idleLimitMs(sale.state(), comfort.settings()) : staffIdleMs),
    screen: () => `${sale.state().kind} ${door.state().kind}`,
    onOver: () => {
      door.shut()
      sale.dispatch({ kind: 'idle_over' })
      if (sale.state().kind === 'choosing') comfort.reset()
    },
    clock,
  })
  for (const type of ['pointerdown', 'keydown'] as const) {
    window.addEventListener(type, idle.touched)
    onCleanup(() => window.removeEventListener(type, idle.touched))
  }
  // Deferred: who chose a language while the kiosk was still being prepared keeps it.
  createEffect(
    on(
      sale.state,
      (state) => {
        if (state === atStart) comfort.reset()
      },
      { defer: true },
    ),
  )
  createVoiceHints(
    comfort,
    () => {
      const state = sale.state()
      return { kind: state.kind, isGoodNews: state.kind === 'done' && state.ending === 'paid' }
    },
    voice,
  )
  createEffect(() => {
    const state = sale.state()
    // A manager who orders an update need not wait for a link: what is not sent survives it in the ledger.
    const mayLeave = sync()?.pending === 0 || isUpdateOrdered(profile(), now())
    props.onFree(isUntouched(state) && isStaffAway() && mayLeave)
  })

  const asOneOf = <K extends SaleKind>(...kinds: readonly K[]): SaleIn<K> | undefined => {
    const state = sale.state()
    return isOneOf(state, kinds) ? state : undefined
  }
  const filling = () => asOneOf('filling', 'selling')
  const paying = () =>
    asOneOf('charging', 'showing_qr', 'showing_offline', 'expired', 'charge_refused', 'cancelling')
  const over = () => asOneOf('done', 'cancelled')
  return (
    <Frame
      studio={profile()?.studio ?? ''}
      time={timeOfDay(now(), timeZone())}
      onKnock={knock}
      corner={<SyncCorner status={sync()} timeZone={timeZone()} />}
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
      <Show
        when={isStaffAway()}
        fallback={
          <Suspense>
            <Staff
              door={door}
              tools={props.staff}
              device={device}
              sync={sync()}
              figures={figures()}
              timeZone={timeZone()}
              clock={clock}
            />
          </Suspense>
        }
      >
        <Switch>
          <Match when={sync()?.isRevoked === true && asOneOf('choosing')}>
            <MessageScreen icon="lock" title={texts().revoked} text={texts().revokedHint} />
          </Match>
          <Match when={asOneOf('choosing')}>
            <ChoosingScreen
              services={services()}
              queueOf={queueOf}
              timeZone={timeZone()}
              onClear={
                isUntouched(sale.state())
                  ? undefined
                  : () => sale.dispatch({ kind: 'new_sale_pressed' })
              }
              onChoose={(service) => {
                setTold(toldWaitOf(queueOf(service), clock.now()))
                sale.dispatch({ kind: 'service_chosen', service })
              }}
            />
          </Match>
          <Match when={filling()}>
            {(state) => (
              <FillingScreen state={state()} notice={sale.notice()} dispatch={sale.dispatch} />
            )}
          </Match>
          <Match when={paying()}>
            {(state) => (
              <PayingScreen
                state={state()}
                serviceName={soldName(state().ticket)}
                secondsLeft={sale.chargeSecondsLeft()}
                dispatch={sale.dispatch}
              />
            )}
          </Match>
          <Match when={over()}>
            {(state) => (
              <FinishingScreen
                state={state()}
                serviceName={soldName(state().ticket)}
                wait={told()}
                secondsLeft={idle.secondsLeft()}
                dispatch={sale.dispatch}
              />
            )}
          </Match>
        </Switch>
      </Show>
      <IdleBanner secondsLeft={over() === undefined ? idle.secondsLeft() : null} />
    </Frame>
  )
}

const isUntouched = (state: SaleState): boolean =>
  state.kind === 'choosing' && isEmptyDraft(state.draft)

const isOneOf = <K extends SaleKind>(state: SaleState, kinds: readonly K[]): state is SaleIn<K> =>
  kinds.some((kind) => kind === state.kind)
