import './frame.css'
import { type JSX, Show } from 'solid-js'

/** What a screen shows around its content. */
export interface FrameProps {
  readonly studio: string
  /** The connection, in the corner. */
  readonly corner: JSX.Element
  readonly progress?: JSX.Element
  readonly children: JSX.Element
}

/** The sheet every screen lies on: the studio, the connection, and how far one has come. */
export const Frame = (props: FrameProps): JSX.Element => (
  <div class="frame">
    <header class="frame-head">
      <p class="frame-studio">
        <svg class="frame-mark" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M16 2c6 7 9.5 12.3 9.5 17a9.5 9.5 0 0 1-19 0C6.5 14.3 10 9 16 2Z" />
          <path class="frame-mark-wave" d="M8.5 19.5q3.75-4 7.5 0t7.5 0" />
        </svg>
        {props.studio}
      </p>
      {props.corner}
    </header>
    <Show when={props.progress !== undefined}>{props.progress}</Show>
    <main class="frame-main">{props.children}</main>
  </div>
)
