import { type Service, formatCents } from '@totem/shared-schema'
import { type JSX } from 'solid-js'

/** What is being bought, in one line. */
export const ServiceRibbon = (props: {
  readonly service: Pick<Service, 'name' | 'priceCents' | 'durationMinutes'>
  readonly color?: string
}): JSX.Element => (
  <p class="ribbon" style={{ '--service': props.color ?? 'var(--accent)' }}>
    <strong>{props.service.name}</strong>
    <span>{props.service.durationMinutes} min</span>
    <strong class="ribbon-price">{formatCents(props.service.priceCents)}</strong>
  </p>
)
