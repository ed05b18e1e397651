import './icon.css'
import { type JSX } from 'solid-js'
import { iconPaths } from './icon-paths.ts'

/** The icons there are. */
export type IconName = keyof typeof iconPaths

/** What an icon shows, and what it says to someone who does not see it. */
export interface IconProps {
  readonly name: IconName
  /** Left out where the text beside it says the same. */
  readonly label?: string
}

/** A line icon of our own, one `em` high, in the colour of the text around it. */
export const Icon = (props: IconProps): JSX.Element => (
  <svg
    class="ui-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    role={props.label === undefined ? undefined : 'img'}
    aria-label={props.label}
    aria-hidden={props.label === undefined ? 'true' : undefined}
  >
    <path d={iconPaths[props.name]} />
  </svg>
)
