/** The code pages of ESC/POS printers that hold every letter of Portuguese. */
export const codePages = ['cp850', 'cp858', 'cp860', 'windows1252'] as const
/** A code page that holds every letter of Portuguese. */
export type CodePage = (typeof codePages)[number]

/** Gives the characters of bytes 0x80 to 0xff; U+FFFD where a page has none. From 0x20 to 0x7e all are ASCII. */
export const upperHalf: Readonly<Record<CodePage, string>> = {
  cp850: [
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ',
    'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀',
    'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ].join(''),
  cp858: [
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ',
    'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀',
    'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ].join(''),
  cp860: [
    'ÇüéâãàÁçêÊèÍÔìÃÂÉÀÈôõòÚùÌÕÜ¢£Ù₧Ó',
    'áíóúñÑªº¿Ò¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐',
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀',
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ].join(''),
  windows1252: [
    '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß',
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  ].join(''),
}

/** Gives the byte that prints a character in a code page; `undefined` when the page has no such character. */
export const byteOf = (character: string, page: CodePage): number | undefined => {
  const code = character.charCodeAt(0)
  if (character.length === 1 && code >= 0x20 && code <= 0x7e) return code
  const at = upperHalf[page].indexOf(character)
  return character.length !== 1 || at < 0 || character === '\ufffd' ? undefined : 0x80 + at
}

/** Gives the character that a byte prints in a code page; `undefined` for control bytes and holes. */
export const characterOf = (byte: number, page: CodePage): string | undefined => {
  if (byte >= 0x20 && byte <= 0x7e) return String.fromCharCode(byte)
  const character = upperHalf[page][byte - 0x80]
  return character === '\ufffd' ? undefined : character
}
