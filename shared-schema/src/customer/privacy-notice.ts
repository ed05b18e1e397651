import * as v from 'valibot'
import { type Locale } from '../language/locale.ts'

const Title = v.pipe(v.string(), v.minLength(1))
const Label = v.pipe(v.string(), v.minLength(1), v.maxLength(160))

const Translation = v.object({ title: Title, text: v.string(), hash: v.string() })

/**
 * Parses the studio's privacy notice (LGPD art. 9) with what a customer may consent to beyond it (art. 7 I, art. 8).
 * A hash is SHA-256 of title, newline and text: it names exactly what was shown.
 */
export const PrivacyNotice = v.object({
  version: v.string(),
  hash: v.string(),
  title: v.string(),
  text: v.string(),
  translations: v.exactOptional(
    v.object({ en: v.exactOptional(Translation), es: v.exactOptional(Translation) }),
  ),
  /** Optional purposes, each asked for by itself and never ticked beforehand. */
  purposes: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          code: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)),
          label: Label,
          translations: v.exactOptional(
            v.object({ en: v.exactOptional(Label), es: v.exactOptional(Label) }),
          ),
        }),
      ),
      v.maxLength(10),
    ),
  ),
})
/** The studio's privacy notice. */
export type PrivacyNotice = v.InferOutput<typeof PrivacyNotice>

/** The notice as one customer reads it. */
export interface ShownNotice {
  readonly version: string
  readonly title: string
  readonly text: string
  readonly hash: string
  /** The language of the text, which is Portuguese where there is no translation. */
  readonly locale: Locale
  readonly purposes: readonly { readonly code: string; readonly label: string }[]
}

/** Gives the notice in a language, in Portuguese where it was not translated: the hash is always that of what is shown. */
export const noticeIn = (notice: PrivacyNotice, locale: Locale): ShownNotice => {
  const other = locale === 'pt-BR' ? undefined : locale
  const translated = other === undefined ? undefined : notice.translations?.[other]
  const { title, text, hash } = translated ?? notice
  return {
    version: notice.version,
    title,
    text,
    hash,
    locale: translated === undefined ? 'pt-BR' : locale,
    purposes: (notice.purposes ?? []).map(({ code, label, translations }) => ({
      code,
      label: (other === undefined ? undefined : translations?.[other]) ?? label,
    })),
  }
}
