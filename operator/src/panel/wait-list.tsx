import { type WaitEstimate } from '@totem/shared-schema'
import { For, type JSX } from 'solid-js'
import { type ServiceWait } from './board-view.ts'
import { panelTexts } from './panel.texts.ts'

/** How long one would wait for each service. */
export const WaitList = (props: { readonly waits: readonly ServiceWait[] }): JSX.Element => (
  <ul class="board-waits" aria-label={panelTexts.waits}>
    <For each={props.waits}>
      {(wait) => (
        <li data-testid={`wait-${wait.code}`} style={{ '--service': wait.color }}>
          <span>{wait.name}</span>
          <strong>{waitText(wait.wait)}</strong>
          <small>{panelTexts.waiting(wait.waiting)}</small>
        </li>
      )}
    </For>
  </ul>
)

const waitText = (wait: WaitEstimate): string => {
  switch (wait.kind) {
    case 'closed':
      return panelTexts.closed
    case 'no_wait':
      return panelTexts.noWait
    case 'wait':
      return panelTexts.between(wait.fromMinutes, wait.toMinutes)
  }
}
