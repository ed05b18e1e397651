import { type DraftProblems, readDraft } from '../sale/draft.ts'
import { type SaleIn } from '../sale/sale-state.ts'

/** Gives the problems a customer should see by now: those of the fields that were checked. */
export const shownProblems = (state: SaleIn<'filling' | 'selling'>): DraftProblems => {
  if (state.kind === 'selling') return {}
  const reading = readDraft(state.draft)
  if (reading.ok) return {}
  const { name, cpf, phone, notice } = reading.error
  const isChecked = new Set(state.checked)
  return {
    ...(name !== undefined && isChecked.has('name') ? { name } : {}),
    ...(cpf !== undefined && isChecked.has('cpf') ? { cpf } : {}),
    ...(phone !== undefined && isChecked.has('phone') ? { phone } : {}),
    ...(notice !== undefined && isChecked.has('notice') ? { notice } : {}),
  }
}
