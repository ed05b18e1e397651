import { type Locale, type Service } from '@totem/shared-schema'

/** A safety notice in the three languages; empty where it has none. */
export type SafetyWords = Readonly<Record<Locale, string>>

type Written = Omit<Service, 'id' | 'tenantId'>

/** Gives the safety notice of a service as it stands. */
export const safetyOf = ({
  safety,
  translations,
}: Pick<Service, 'safety' | 'translations'>): SafetyWords => ({
  'pt-BR': safety ?? '',
  en: translations?.en?.safety ?? '',
  es: translations?.es?.safety ?? '',
})

/** Puts a safety notice into a service and leaves everything else as it is. Without Portuguese there is none. Pure. */
export const withSafety = (service: Written, words: SafetyWords): Written => {
  const { safety, translations, ...rest } = service
  const text = words['pt-BR'].trim()
  const translated = (['en', 'es'] as const).flatMap((language) => {
    const { safety: before, ...known } = translations?.[language] ?? {
      name: service.name,
      description: service.description,
    }
    const other = text === '' ? '' : words[language].trim()
    if (other !== '') return [[language, { ...known, safety: other }] as const]
    return translations?.[language] === undefined ? [] : [[language, known] as const]
  })
  return {
    ...rest,
    ...(text === '' ? {} : { safety: text }),
    ...(translated.length === 0 ? {} : { translations: Object.fromEntries(translated) }),
  }
}
