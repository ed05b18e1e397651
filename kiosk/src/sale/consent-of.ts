import {
  type ConsentRecord,
  hashText,
  type Locale,
  noticeIn,
  type PrivacyNotice,
  type Service,
  serviceWords,
} from '@totem/shared-schema'
import { type Declaration } from './draft.ts'

/**
 * Makes the record of what a customer was shown and allowed (LGPD art. 8): the texts by the hash of the very
 * words on screen, and every optional purpose, granted or not.
 */
export const consentOf = (
  { service, declaration }: { readonly service: Service; readonly declaration: Declaration },
  notice: PrivacyNotice,
  locale: Locale,
): Omit<ConsentRecord, 'acknowledgedAt'> => {
  const shown = noticeIn(notice, locale)
  const { safety } = serviceWords(service, locale)
  return {
    textVersion: shown.version,
    textHash: shown.hash,
    locale: shown.locale,
    purposes: shown.purposes.map(({ code }) => ({
      code,
      granted: declaration.granted.includes(code),
    })),
    actor: declaration.actor,
    ...(safety === undefined ? {} : { safetyHash: hashText(safety) }),
  }
}
