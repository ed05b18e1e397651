import { businessDayOf, type BusinessDay } from '@totem/shared-schema'
import { openTenantData } from '../harness/tenant-data.ts'
import { type TestStack } from '../harness/test-stack.ts'

const dayMs = 24 * 60 * 60_000

/** Figures that go up and down like a week does; nobody compares them with sales. */
const figuresOf = (weekday: number) => {
  const sold = 18 + weekday * 4
  return {
    sold,
    served: sold - 2,
    noShow: 1,
    cancelled: 1,
    open: 0,
    expectedCents: (sold - 1) * 6_000,
    receivedCents: (sold - 1) * 6_000 - 2_000,
    refundedCents: weekday === 2 ? 6_000 : 0,
    servedUnpaid: 0,
    inReview: 0,
    waitP50: 240 + weekday * 40,
    waitP95: 700 + weekday * 90,
    servedSeconds: sold * 600,
    readySeconds: 60_000,
  }
}

/** Puts the reports of the last days where the gateway keeps them, but for one; gives the day that was left out. */
export const seedReports = async (totem: TestStack, days = 14): Promise<BusinessDay> => {
  await using data = await openTenantData(totem)
  const dayBefore = (ago: number): BusinessDay =>
    businessDayOf(Date.now() - ago * dayMs, 'America/Sao_Paulo')
  const left = dayBefore(5)
  const reports = data.database('reports')
  for (let ago = days; ago >= 2; ago -= 1) {
    const day = dayBefore(ago)
    if (day === left) continue
    await reports.put({
      _id: `${day}~0001`,
      tenantId: 'demo',
      day,
      revision: 1,
      madeAt: Date.now(),
      studio: 'Studio Recovery',
      total: figuresOf(new Date(`${day}T12:00:00Z`).getUTCDay()),
      services: [],
      methods: [],
      settled: [],
    })
  }
  return left
}
