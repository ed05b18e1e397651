import { type Ledger } from '../bank/ledger.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { type Merchant } from '../charge/br-code.ts'
import { type Charge } from '../charge/charge.ts'
import { type FaultPanel } from '../faults/fault-panel.ts'
import { type CobJson, type CompleteCobJson, chargeToJson } from './cob-json.ts'
import { type PixJson, pixToJson } from './pix-json.ts'

/** Shows what the bank knows as its API writes it, quirks of the moment included. */
export interface Show {
  readonly charge: (charge: Charge) => Partial<CobJson>
  /** A charge together with every Pix that names it. */
  readonly completeCharge: (charge: Charge) => Partial<CompleteCobJson>
  readonly pix: (pix: Pix) => PixJson
}

/** Makes what shows the ledger. */
export const createShow = (
  ledger: Omit<Ledger, 'apply'>,
  merchant: Merchant,
  panel: FaultPanel,
): Show => {
  const pix = (shown: Pix): PixJson => {
    const json = pixToJson(shown, ledger.refunds.get(shown.endToEndId))
    const { horario } = json
    return panel.current().quirk === 'horario_as_object' && typeof horario === 'string'
      ? { ...json, horario: { solicitacao: horario, liquidacao: horario } }
      : json
  }
  const charge = (shown: Charge): Partial<CobJson> => {
    const { pixCopiaECola, ...rest } = chargeToJson(shown, merchant)
    return panel.current().quirk === 'no_copia_e_cola' ? rest : { ...rest, pixCopiaECola }
  }
  return {
    charge,
    pix,
    completeCharge: (shown) => {
      const paid = ledger.pixByTxid.get(shown.txid) ?? []
      // Whoever asks again gets the code that the first answer lacked.
      const json = chargeToJson(shown, merchant)
      return paid.length === 0 ? json : { ...json, pix: paid.map(pix) }
    },
  }
}
