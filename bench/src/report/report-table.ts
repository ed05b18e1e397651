import { isReached, ratioTo, type Figure, type Line, type Unit } from './line.ts'

/** The lines that one row of the bench measured, or why it could not. */
export interface MeasuredRow {
  readonly name: string
  readonly lines: readonly Line[]
  readonly failure?: string
}

const heading = [
  'measured',
  'Totem',
  'on CouchDB',
  'ratio',
  'floor',
  'ratio',
  'to reach',
  'reached',
]

/** Prints rows as one Markdown table, aligned, so that it reads well in a terminal too. */
export const reportTable = (rows: readonly MeasuredRow[]): string => {
  const cells = rows.flatMap(({ name, lines, failure }) => [
    ...lines.map((line) => cellsOf(name, line)),
    ...(failure === undefined ? [] : [[`${name}: ${failure}`, ...none, 'failed']]),
  ])
  return aligned([heading, ...cells])
}

const none = ['–', '–', '–', '–', '–', '–']

const cellsOf = (name: string, line: Line): readonly string[] => {
  const { what, unit, values, figures = [] } = line
  return [
    `${name}: ${what}`,
    print(values.totem, unit),
    print(values.couchdb, unit),
    printRatio(ratioTo(line, 'couchdb')),
    print(values.floor, unit),
    printRatio(ratioTo(line, 'floor')),
    figures.map((figure) => printFigure(figure, unit)).join(', ') || '–',
    figures.map((figure) => printReached(isReached(line, figure))).join(', ') || '–',
  ]
}

const print = (value: number | undefined, unit: Unit): string =>
  value === undefined ? '–' : `${printNumber(value)} ${unit}`

const printRatio = (ratio: number | undefined): string =>
  ratio === undefined ? '–' : `${ratio.toFixed(2)}×`

/** Three digits are as exact as any of this is. */
const printNumber = (value: number): string => {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const printFigure = (figure: Figure, unit: Unit): string => {
  switch (figure.kind) {
    case 'at_most':
      return `≤ ${figure.value} ${unit}`
    case 'times':
      return `≤ ${figure.factor}× ${figure.of === 'couchdb' ? 'CouchDB' : 'floor'}`
  }
}

const printReached = (reached: boolean | undefined): string => {
  if (reached === undefined) return '–'
  return reached ? 'yes' : '**no**'
}

const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = heading.map((_, column) =>
    Math.max(3, ...rows.map((cells) => (cells[column] ?? '').length)),
  )
  const printed = rows.map(
    (cells) => `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`,
  )
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [printed[0], rule, ...printed.slice(1)].join('\n')
}
