import { type Pix } from '../bank/journal-entry.ts'
import { formatAmount } from '../money/amount.ts'

/** A Pix as API Pix 2.9 writes it. */
export interface PixJson {
  readonly endToEndId: string
  readonly txid: string
  readonly valor: string
  readonly chave: string
  readonly horario: string
}

/** Writes a Pix as the API and the callback show it. */
export const pixToJson = (pix: Pix): PixJson => ({
  endToEndId: pix.endToEndId,
  txid: pix.txid,
  valor: formatAmount(pix.amountCents),
  chave: pix.pixKey,
  horario: new Date(pix.receivedAtMs).toISOString(),
})
