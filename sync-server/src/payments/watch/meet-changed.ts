import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** Looks at every ticket that changed since any gateway last looked: charges of the pool learn their tickets. */
export const meetChanged = async (
  { tickets }: TenantPayments,
  settling: Settling,
  closing: AbortSignal,
): Promise<void> => {
  for (let isLast = false; !isLast && !closing.aborted;) {
    const page = await tickets.nextChanged()
    for (const ticket of page.tickets) await settling.meet(ticket)
    await page.done()
    isLast = page.isLast
  }
}
