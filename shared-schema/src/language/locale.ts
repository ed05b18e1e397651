import * as v from 'valibot'

/** The languages customers may read; the first is the one everything exists in. */
export const locales = ['pt-BR', 'en', 'es'] as const

/** Parses the name of a language customers may read. */
export const Locale = v.picklist(locales)
/** A language customers may read. */
export type Locale = v.InferOutput<typeof Locale>

/** A language that is not the first: what it lacks is read in the first one. */
export type OtherLocale = Exclude<Locale, 'pt-BR'>
