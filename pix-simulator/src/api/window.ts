import * as v from 'valibot'

/** Parses an RFC 3339 moment with `Z` or an offset into milliseconds of the Unix clock. */
const Instant = v.pipe(
  v.string('Informe data e hora.'),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i,
    'A data deve seguir a RFC 3339, com Z ou fuso.',
  ),
  v.transform((text) => Date.parse(text)),
  v.safeInteger('A data não existe.'),
)

const digits = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Informe um número.'), v.transform(Number))

/** A yes or no in a query. */
export const Flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
)

/** The parameters every listing of the API has: a window of time and a page. */
export const windowEntries = {
  inicio: Instant,
  fim: Instant,
  cpf: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{11}$/))),
  cnpj: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9A-Z]{14}$/))),
  'paginacao.paginaAtual': v.optional(digits, '0'),
  'paginacao.itensPorPagina': v.optional(v.pipe(digits, v.minValue(1), v.maxValue(1000)), '100'),
}

/** A parsed listing request. */
export interface Window {
  readonly inicio: number
  readonly fim: number
  readonly cpf?: string
  readonly cnpj?: string
  readonly 'paginacao.paginaAtual': number
  readonly 'paginacao.itensPorPagina': number
}

/** Tells whether a window ends no earlier than it starts. */
export const endsAfterStart = ({ inicio, fim }: Pick<Window, 'inicio' | 'fim'>): boolean =>
  inicio <= fim

/** Tells whether a filter names a CPF or a CNPJ, not both. */
export const namesOneDocument = ({ cpf, cnpj }: Pick<Window, 'cpf' | 'cnpj'>): boolean =>
  cpf === undefined || cnpj === undefined

/** Tells whether a moment lies in the window; both ends count. */
export const isInWindow = (ms: number, { inicio, fim }: Window): boolean =>
  inicio <= ms && ms <= fim

/** Cuts one page out of all that was found. */
export const pageOf = <T>(found: readonly T[], window: Window): readonly T[] => {
  const size = window['paginacao.itensPorPagina']
  const start = window['paginacao.paginaAtual'] * size
  return found.slice(start, start + size)
}

/** Writes the `parametros` of an answer: what was asked, and where in the whole this page is. */
export const parametersToJson = (
  window: Window,
  total: number,
): Readonly<Record<string, unknown>> => {
  const {
    inicio,
    fim,
    'paginacao.paginaAtual': paginaAtual,
    'paginacao.itensPorPagina': itensPorPagina,
    ...filters
  } = window
  return {
    inicio: new Date(inicio).toISOString(),
    fim: new Date(fim).toISOString(),
    ...filters,
    paginacao: {
      paginaAtual,
      itensPorPagina,
      quantidadeDePaginas: Math.max(1, Math.ceil(total / itensPorPagina)),
      quantidadeTotalDeItens: total,
    },
  }
}
