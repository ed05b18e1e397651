import { type JSX, onMount } from 'solid-js'

/** What unfolds below a row, brought into sight when it does. */
export const RowPanel = (props: { readonly children: JSX.Element }): JSX.Element => {
  let panel: HTMLDivElement | undefined
  onMount(() => panel?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }))
  return (
    <div class="ticket-panel" ref={(element) => (panel = element)}>
      {props.children}
    </div>
  )
}
