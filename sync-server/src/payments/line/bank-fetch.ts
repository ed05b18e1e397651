/** What one exchange with a bank asks. */
export interface BankFetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** A bank that redirects is not the bank: a token must not follow. */
  readonly redirect: 'error'
  readonly signal: AbortSignal
}

/** What came back. */
export interface BankResponse {
  readonly status: number
  readonly ok: boolean
  readonly headers: { readonly get: (name: string) => string | null }
  readonly text: () => Promise<string>
}

/** The part of `fetch` that banks are spoken to with; mutual TLS is another one of the same form. */
export type BankFetch = (url: string, init: BankFetchInit) => Promise<BankResponse>
