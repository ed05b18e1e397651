import { type Service, formatCents, serviceWords } from '@totem/shared-schema'
import { type JSX } from 'solid-js'
import { useLanguage } from '../texts/language.ts'

/** What is being bought, in one line. */
export const ServiceRibbon = (props: { readonly service: Service }): JSX.Element => {
  const language = useLanguage()
  return (
    <p class="ribbon" style={{ '--service': props.service.color }}>
      <strong>{serviceWords(props.service, language()).name}</strong>
      <span>{props.service.durationMinutes} min</span>
      <strong class="ribbon-price">{formatCents(props.service.priceCents)}</strong>
    </p>
  )
}
