import { providerAcceptance } from './_provider-acceptance.ts'
import { createMemoryBank } from './_memory-bank.ts'

providerAcceptance('the bank of histories', () => {
  const bank = createMemoryBank(Date.now)
  const away = createMemoryBank(Date.now)
  away.isAway = true
  return Promise.resolve({
    provider: bank.provider,
    unreachable: away.provider,
    pay: async (txid) => {
      const charge = await bank.provider.getCharge(txid, AbortSignal.timeout(1_000))
      if (charge.ok) bank.pay({ txid, amountCents: charge.value.amountCents })
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
})
