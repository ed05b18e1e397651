/** What the page asks of the ledger worker. */
export type LedgerCommand =
  | { readonly kind: 'names' }
  | { readonly kind: 'open'; readonly name: string }
  | { readonly kind: 'read'; readonly name: string }
  | { readonly kind: 'append'; readonly name: string; readonly text: string }
  | { readonly kind: 'replace'; readonly name: string; readonly text: string }
  | { readonly kind: 'close'; readonly name: string }

/** A command with the number its answer will carry. */
export interface LedgerRequest {
  readonly id: number
  readonly command: LedgerCommand
}

/** The worker's answer: a list of names, a text, nothing, or what went wrong. */
export interface LedgerAnswer {
  readonly id: number
  readonly value?: string | readonly string[]
  readonly error?: string
}
