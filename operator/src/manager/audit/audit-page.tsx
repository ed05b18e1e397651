import { AuditFindings, ChainChecks, ManagedDevices } from '@totem/shared-schema'
import { Button, Notice, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import type * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { formatDay, formatMoment, formatTime } from '../../time/format-time.ts'
import { Answered } from '../answered.tsx'
import { createChange } from '../create-change.ts'
import { createQuestion } from '../create-question.ts'
import { auditTexts, faultTexts } from './audit.texts.ts'

/** Proves that nobody changed what devices recorded, or shows where somebody did. */
export const AuditPage = (): JSX.Element => {
  const desk = useDesk()
  const findings = createQuestion(desk.device, { path: '/audit', answer: AuditFindings })
  const devices = createQuestion(desk.device, { path: '/manager/devices', answer: ManagedDevices })
  const change = createChange(desk.device)
  const [checks, setChecks] = createSignal<v.InferOutput<typeof ChainChecks>>()
  const verify = async (): Promise<void> => {
    const found = await change.make({ method: 'POST', path: '/audit/verify' }, ChainChecks)
    if (found !== undefined) setChecks(found)
  }
  const nameOf = (id: string): string => {
    const answer = devices.answer()
    const known =
      answer.kind === 'ready' ? answer.value.devices.find((device) => device.id === id) : undefined
    return known?.name ?? id
  }
  const broken = (): number =>
    checks()?.chains.filter((chain) => faultTexts(chain).length > 0).length ?? 0
  return (
    <>
      <div class="manager-bar">
        <p>{auditTexts.intro}</p>
        <Button
          variant="primary"
          icon="check"
          busy={change.isBusy()}
          data-testid="verify-chains"
          onClick={() => void verify()}
        >
          {auditTexts.verify}
        </Button>
      </div>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Show when={checks()}>
        {(found) => (
          <section class="manager-section" data-testid="chain-checks" data-broken={broken()}>
            <Notice
              tone={broken() === 0 ? 'good' : 'bad'}
              title={broken() === 0 ? auditTexts.allWhole : auditTexts.broken(broken())}
            >
              {auditTexts.verified(found().tickets, formatTime(found().checkedAt, desk.timeZone()))}
            </Notice>
            <Show
              when={found().chains.length > 0}
              fallback={<p class="manager-empty">{auditTexts.none}</p>}
            >
              {/* Wide tables scroll; who has no pointer reaches them by key. */}
              <div class="manager-scroll" tabindex="0" role="region" aria-label={auditTexts.state}>
                <table class="manager-table">
                  <thead>
                    <tr>
                      <th>{auditTexts.device}</th>
                      <th>{auditTexts.events}</th>
                      <th>{auditTexts.last}</th>
                      <th>{auditTexts.state}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={found().chains}>
                      {(chain) => (
                        <tr data-testid="chain" data-device={chain.device}>
                          <td>{nameOf(chain.device)}</td>
                          <td>{chain.events}</td>
                          <td>
                            {chain.lastAt === null
                              ? ''
                              : formatMoment(chain.lastAt, desk.timeZone())}
                          </td>
                          <td>
                            <For
                              each={faultTexts(chain)}
                              fallback={
                                <StatusPill tone="good" icon="check">
                                  {auditTexts.whole}
                                </StatusPill>
                              }
                            >
                              {(text) => <strong class="chain-fault">{text}</strong>}
                            </For>
                          </td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </div>
            </Show>
          </section>
        )}
      </Show>
      <Answered question={findings}>
        {(answer) => (
          <Show when={answer().clones.length > 0}>
            <section class="manager-section">
              <h2>{auditTexts.clones}</h2>
              <ul>
                <For each={answer().clones}>
                  {({ number, day }) => <li>{auditTexts.clone(number, formatDay(day))}</li>}
                </For>
              </ul>
            </section>
          </Show>
        )}
      </Answered>
    </>
  )
}
