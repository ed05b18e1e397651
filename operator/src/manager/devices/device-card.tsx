import { ManagedDevice } from '@totem/shared-schema'
import { Button, Notice, StatusPill } from '@totem/ui'
import { createSignal, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment, formatTime } from '../../time/format-time.ts'
import { createChange } from '../create-change.ts'
import { Fact } from '../fact.tsx'
import { managerTexts } from '../manager.texts.ts'
import { formatBytes, standingOf } from './device-standing.ts'
import { devicesTexts } from './devices.texts.ts'

/** What a card is drawn from; `nowMs` is the gateway's time. */
export interface DeviceCardProps {
  readonly device: ManagedDevice
  readonly nowMs: number
  readonly onChange: (device: ManagedDevice) => void
}

/** One device: what it is, how it is, and the way to shut it out. */
export const DeviceCard = (props: DeviceCardProps): JSX.Element => {
  const desk = useDesk()
  const [isAsking, setAsking] = createSignal(false)
  const change = createChange(desk.device)
  const revoke = async (): Promise<void> => {
    const changed = await change.make(
      { method: 'POST', path: `/manager/devices/${props.device.id}/revoke` },
      ManagedDevice,
    )
    if (changed === undefined) return
    setAsking(false)
    props.onChange(changed)
  }
  const standing = (): ReturnType<typeof standingOf> => standingOf(props.device, props.nowMs)
  const time = (ms: number): string => formatTime(ms, desk.timeZone())
  return (
    <li
      class="manager-card"
      classList={{ 'is-off': props.device.revokedAt !== null }}
      data-testid="device"
      data-device={props.device.id}
      data-kind={props.device.kind}
    >
      <header>
        <h2>{props.device.name}</h2>
        <StatusPill tone={standing().tone}>{standing().text}</StatusPill>
      </header>
      <dl class="manager-facts">
        <Show when={props.device.letter}>
          {(letter) => <Fact term={devicesTexts.letter}>{letter()}</Fact>}
        </Show>
        <Show when={props.device.operator}>
          {(operator) => <Fact term={devicesTexts.operator}>{operator()}</Fact>}
        </Show>
        <Show when={props.device.health}>
          {(health) => (
            <>
              <Fact term={devicesTexts.lastSeen}>{formatMoment(health().at, desk.timeZone())}</Fact>
              <Fact term={devicesTexts.outbox}>
                <Show when={health().oldestPendingAt} fallback={devicesTexts.none}>
                  {(since) => devicesTexts.since(health().pending, time(since()))}
                </Show>
              </Fact>
              <Show when={health().refused > 0}>
                <Fact term={devicesTexts.refused}>{health().refused}</Fact>
              </Show>
              <Show when={health().storage}>
                {(disk) => (
                  <Fact term={devicesTexts.disk}>
                    {devicesTexts.diskOf(
                      formatBytes(disk().usedBytes),
                      formatBytes(disk().quotaBytes),
                    )}
                    <Show when={!disk().persisted}> · {devicesTexts.notPersisted}</Show>
                  </Fact>
                )}
              </Show>
              <Show when={health().printer}>
                {(printer) => (
                  <Fact term={devicesTexts.printer}>
                    {devicesTexts.printerStates[printer().state]}
                    <Show when={printer().waiting > 0}>
                      {' · '}
                      {devicesTexts.printsWaiting(printer().waiting)}
                    </Show>
                  </Fact>
                )}
              </Show>
              <Show when={health().build !== ''}>
                <Fact term={devicesTexts.build}>{health().build}</Fact>
              </Show>
            </>
          )}
        </Show>
        <Fact term={devicesTexts.paired}>
          {formatMoment(props.device.pairedAt, desk.timeZone())}
        </Fact>
      </dl>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <Show
          when={props.device.revokedAt === null}
          fallback={devicesTexts.revokedAt(
            formatMoment(props.device.revokedAt ?? 0, desk.timeZone()),
          )}
        >
          <Show
            when={isAsking()}
            fallback={
              <Button data-testid={`revoke-${props.device.id}`} onClick={() => setAsking(true)}>
                {devicesTexts.revoke}
              </Button>
            }
          >
            <p>{devicesTexts.revokeSure}</p>
            <Button onClick={() => setAsking(false)}>{managerTexts.cancel}</Button>
            <Button
              variant="danger"
              busy={change.isBusy()}
              data-testid={`revoke-yes-${props.device.id}`}
              onClick={() => void revoke()}
            >
              {devicesTexts.revokeYes}
            </Button>
          </Show>
        </Show>
      </footer>
    </li>
  )
}
