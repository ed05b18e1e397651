/** What a key does. */
export type KeyAction =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'backspace' }
  | { readonly kind: 'shift' }
  | { readonly kind: 'next' }

/** Which keys a field needs. */
export type LayoutName = 'letters' | 'digits' | 'code'

const keys = (characters: string): readonly KeyAction[] =>
  Array.from(characters, (text) => ({ kind: 'text', text }))

const backspace: KeyAction = { kind: 'backspace' }
const next: KeyAction = { kind: 'next' }

/** The rows of each layout. Pairing codes have no look-alikes (no I, L, O, U). */
export const layouts: Readonly<Record<LayoutName, readonly (readonly KeyAction[])[]>> = {
  letters: [
    keys('áàâãéêíóôõúñ'),
    keys('qwertyuiop'),
    keys('asdfghjklç'),
    [{ kind: 'shift' }, ...keys('zxcvbnm'), backspace],
    [...keys("'-"), { kind: 'text', text: ' ' }, next],
  ],
  digits: [keys('123'), keys('456'), keys('789'), [backspace, ...keys('0'), next]],
  code: [
    keys('1234567890'),
    keys('QWERTYP'),
    keys('ASDFGHJK'),
    [...keys('ZXCVBNM'), backspace, next],
  ],
}
