import './frame.css'
import { type JSX, Show } from 'solid-js'
import { ComfortBar } from '../comfort/comfort-bar.tsx'

/** What a screen shows around its content. */
export interface FrameProps {
  readonly studio: string
  /** The studio's time of day; left out before the studio is known. */
  readonly time?: string
  /** The connection, in the corner. */
  readonly corner: JSX.Element
  readonly progress?: JSX.Element
  /** A tap on the studio's mark, which staff know means more than it says. */
  readonly onKnock?: () => void
  readonly children: JSX.Element
}

/** The sheet every screen lies on: the studio, the switches, how far one has come, and the connection. */
export const Frame = (props: FrameProps): JSX.Element => (
  <div class="frame">
    <header class="frame-head">
      <p class="frame-studio" data-testid="studio" onPointerDown={() => props.onKnock?.()}>
        <svg class="frame-mark" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M16 2c6 7 9.5 12.3 9.5 17a9.5 9.5 0 0 1-19 0C6.5 14.3 10 9 16 2Z" />
          <path class="frame-mark-wave" d="M8.5 19.5q3.75-4 7.5 0t7.5 0" />
        </svg>
        {props.studio}
      </p>
      <Show when={props.time}>
        <p class="frame-time">{props.time}</p>
      </Show>
      <ComfortBar />
    </header>
    <Show when={props.progress !== undefined}>{props.progress}</Show>
    <main class="frame-main">{props.children}</main>
    <footer class="frame-foot">{props.corner}</footer>
  </div>
)
