import { type Accessor, createContext, useContext } from 'solid-js'

/** Languages the kiosk speaks, in the order of the switch. Adding one makes every text that lacks it a type error. */
export const languages = ['pt-BR', 'en', 'es'] as const

/** A language the kiosk speaks. */
export type Language = (typeof languages)[number]

/** What every customer begins with. */
export const firstLanguage: Language = 'pt-BR'

/** The texts of one screen in every language; pt-BR says which keys there are. */
export type Texts<T> = Readonly<Record<Language, T>>

/** Declares the texts of one screen. */
export const defineTexts = <T>(texts: { readonly 'pt-BR': T } & Texts<NoInfer<T>>): Texts<T> =>
  texts

/** The language that the present customer reads. */
export const LanguageContext = createContext<Accessor<Language>>(() => firstLanguage)

/** Gives the language of the present customer. */
export const useLanguage = (): Accessor<Language> => useContext(LanguageContext)

/** Gives the texts of a screen in the language of the present customer. */
export const useTexts = <T>(texts: Texts<T>): Accessor<T> => {
  const language = useLanguage()
  return () => texts[language()]
}
