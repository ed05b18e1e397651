/** All that a receipt may hold: printable ASCII, the letters of Portuguese and three signs. Every known code page has them. */
export const printableCharacters =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  'ÀÁÂÃÇÉÊÍÓÔÕÚÜàáâãçéêíóôõúüªº°'

/**
 * Makes text fit for a printer: what it cannot print becomes its nearest letter, else `?`; emoji, signs and control characters
 * vanish. Names come from outside, and encoders turn look-alikes such as `←` into the control bytes of their code page:
 * `←@` would reset a printer, `↔V☺` would cut. So only listed characters pass.
 */
export const toPrintable = (text: string): string =>
  Array.from(text.normalize('NFC')).map(printableOf).join('').replaceAll(/ +/g, ' ').trim()

const printable = new Set(printableCharacters)

const replacements: ReadonlyMap<string, string> = new Map([
  ...Array.from('‐‑‒–—―−•·', (dash) => [dash, '-'] as const),
  ...Array.from('‘’‚‛′´', (quote) => [quote, "'"] as const),
  ...Array.from('“”„‟″«»', (quote) => [quote, '"'] as const),
  ['…', '...'],
  ['€', 'EUR'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
])

const printableOf = (character: string): string => {
  if (printable.has(character)) return character
  const replacement = replacements.get(character)
  if (replacement !== undefined) return replacement
  if (/\p{Z}/u.test(character) || character === '\t' || character === '\n') return ' '
  const base = character.normalize('NFD').charAt(0)
  if (base !== character && printable.has(base)) return base
  return /[\p{S}\p{C}\p{M}]/u.test(character) ? '' : '?'
}
