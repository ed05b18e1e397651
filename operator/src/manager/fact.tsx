import { type JSX } from 'solid-js'

/** One line of a list of facts. */
export const Fact = (props: {
  readonly term: string
  readonly children: JSX.Element
}): JSX.Element => (
  <>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </>
)
