import './card.css'
import { type JSX, splitProps } from 'solid-js'

/** A raised sheet that holds things which belong together. */
export const Card = (props: JSX.HTMLAttributes<HTMLElement>): JSX.Element => {
  const [own, native] = splitProps(props, ['class'])
  return <section {...native} class={`ui-card ${own.class ?? ''}`} />
}
