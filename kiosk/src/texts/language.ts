import { type Accessor, createContext, useContext } from 'solid-js'

/** Languages the kiosk speaks. Adding one makes every text that lacks it a type error. */
export type Language = 'pt-BR'

/** The texts of one screen in every language; pt-BR says which keys there are. */
export type Texts<T> = Readonly<Record<Language, T>>

/** Declares the texts of one screen. */
export const defineTexts = <T>(texts: { readonly 'pt-BR': T } & Texts<NoInfer<T>>): Texts<T> =>
  texts

/** The language that the present customer reads. */
export const LanguageContext = createContext<Accessor<Language>>((): Language => 'pt-BR')

/** Gives the texts of a screen in the language of the present customer. */
export const useTexts = <T>(texts: Texts<T>): Accessor<T> => {
  const language = useContext(LanguageContext)
  return () => texts[language()]
}
