import { NoticeDraft, type PrivacyNotice } from '@totem/shared-schema'
import * as v from 'valibot'

/** Words in the three languages; an empty one is not translated. */
export interface Words<T> {
  readonly 'pt-BR': T
  readonly en: T
  readonly es: T
}

/** A notice as it is typed. */
export interface TypedNotice {
  readonly texts: Words<{ readonly title: string; readonly text: string }>
  readonly purposes: readonly { readonly code: string; readonly labels: Words<string> }[]
}

const none = { title: '', text: '' }

/** Writes a notice into the fields, to be changed from there. */
export const typedNotice = ({
  title,
  text,
  translations,
  purposes = [],
}: PrivacyNotice): TypedNotice => ({
  texts: {
    'pt-BR': { title, text },
    en: translations?.en ?? none,
    es: translations?.es ?? none,
  },
  purposes: purposes.map(({ code, label, translations: words }) => ({
    code,
    labels: { 'pt-BR': label, en: words?.en ?? '', es: words?.es ?? '' },
  })),
})

/** Reads the fields; `undefined` when something that must be there is missing. Pure. */
export const readNotice = (
  { texts, purposes }: TypedNotice,
  replaces: string,
): NoticeDraft | undefined => {
  const words = ({ title, text }: { readonly title: string; readonly text: string }) =>
    title.trim() === '' && text.trim() === '' ? null : { title, text }
  const label = (text: string): string | null => (text.trim() === '' ? null : text)
  const read = v.safeParse(NoticeDraft, {
    replaces,
    ...texts['pt-BR'],
    translations: { en: words(texts.en), es: words(texts.es) },
    purposes: purposes.map(({ code, labels }) => ({
      code,
      label: labels['pt-BR'],
      translations: { en: label(labels.en), es: label(labels.es) },
    })),
  })
  return read.success ? read.output : undefined
}

/** Makes the code of one more purpose. A code once used keeps its meaning: it is never given to another question. */
export const nextPurposeCode = (taken: ReadonlySet<string>): string => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const codes = ['', ...letters].flatMap((first) =>
    letters.map((second) => `consent_${first}${second}`),
  )
  return codes.find((code) => !taken.has(code)) ?? 'consent'
}

/** The pt-BR questions that each code was ever given. */
export type UsedLabels = ReadonlyMap<string, ReadonlySet<string>>

/** Gives a question that was reworded a code of its own, so that no consent gets another meaning. Pure. */
export const recoded = (typed: TypedNotice, used: UsedLabels): TypedNotice => {
  const taken = new Set([...used.keys(), ...typed.purposes.map(({ code }) => code)])
  return {
    ...typed,
    purposes: typed.purposes.map((purpose) => {
      const label = purpose.labels['pt-BR'].trim()
      if ([...(used.get(purpose.code) ?? [])].every((each) => each === label)) return purpose
      const code = nextPurposeCode(taken)
      taken.add(code)
      return { ...purpose, code }
    }),
  }
}
