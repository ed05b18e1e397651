/** How wide text may be, and how its width is measured: in columns on paper, in millimetres in a PDF. */
export interface Ruler {
  readonly width: number
  readonly measure: (text: string) => number
  /** The smallest difference of width that is worth a look. */
  readonly step: number
}

/** Breaks text into rows between words, and inside a word only where the word alone is too wide. */
export const breakText = (text: string, { width, measure }: Ruler): readonly string[] => {
  const rows: string[] = []
  let current = ''
  for (const word of text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`
    if (measure(longer) <= width) {
      current = longer
      continue
    }
    if (current !== '') rows.push(current)
    current = ''
    for (const letter of word) {
      if (current !== '' && measure(current + letter) > width) {
        rows.push(current)
        current = ''
      }
      current += letter
    }
  }
  return current === '' ? rows : [...rows, current]
}

/** Breaks text into as few rows as it needs, of about the same width: no single word is left on the last one. */
export const breakEvenly = (text: string, ruler: Ruler): readonly string[] => {
  const { length } = breakText(text, ruler)
  const widestWord = Math.max(...text.split(' ').map(ruler.measure))
  let best = ruler.width
  for (let width = best - ruler.step; width >= widestWord; width -= ruler.step) {
    if (breakText(text, { ...ruler, width }).length > length) break
    best = width
  }
  return breakText(text, { ...ruler, width: best })
}
