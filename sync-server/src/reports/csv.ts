/** A cell: text is guarded and quoted, numbers are printed with a decimal comma. */
export type Cell = string | number | null

/** What spreadsheet programs in Brazil open without asking: UTF-8 with a mark, semicolons, lines as RFC 4180 ends them. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cellText).join(';')).join('\r\n')}\r\n`

/** Prints cents as a number with a decimal comma: `90,00`. */
export const centsCell = (cents: number): number => cents / 100

const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  const guarded = guard(cell)
  return /[;"\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/**
 * Keeps text from being taken for a formula: what begins like one gets an apostrophe in front
 * (OWASP, CSV Injection). A service may be called anything.
 */
const guard = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text)
