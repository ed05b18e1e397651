import { type Service, serviceWords, type Ticket } from '@totem/shared-schema'
import { type Language } from '../texts/language.ts'

/**
 * Names what a ticket sold in a customer's language. Portuguese, and what the catalogue no longer knows, is named as it
 * was when it was bought.
 */
export const soldNameIn = (
  language: Language,
  sold: Ticket['sale']['service'],
  services: readonly Service[],
): string => {
  const service = services.find(({ id }) => id === sold.code)
  return language === 'pt-BR' || service?.translations?.[language] === undefined
    ? sold.name
    : serviceWords(service, language).name
}
