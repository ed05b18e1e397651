import { afterAll, beforeAll, describe, expect, onTestFailed, test, vi } from 'vitest'
import { isOwnedBy } from '@totem/shared-schema'
import { derivedOf, viewDatabase, viewDevice } from '../harness/chaos/agreement.ts'
import { playHistory } from '../harness/chaos/history.ts'
import { enrol, type Player, type Seat } from '../harness/chaos/player.ts'
import { createWitness, type Witness } from '../harness/chaos/witness.ts'
import { delivered, firstService } from '../harness/sales.ts'
import { openTenantData, type TenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

/** One history alone can be played again: `TOTEM_SEED=17 vitest run e2e/devices/chaos.test.ts`. */
const wantedSeed = process.env['TOTEM_SEED']
const isLong = process.env['TOTEM_LONG'] === '1'
const firstSeed = wantedSeed === undefined ? 1 : Number(wantedSeed)
const historyCount = wantedSeed === undefined ? (isLong ? 200 : 12) : 1

/** Histories share a Totem, so that ledgers and databases are not always young; a fresh one keeps them from growing old. */
const historiesPerTotem = 20

/** Letter of the kiosk that the demo's first tickets come from. */
const demoLetter = 'Z'

/** How long after healing everything may take to be everywhere, in milliseconds. */
const agreedWithinMs = 10_000

const seeds = Array.from({ length: historyCount }, (_, index) => firstSeed + index)
const rounds = Array.from({ length: Math.ceil(historyCount / historiesPerTotem) }, (_, round) =>
  seeds.slice(round * historiesPerTotem, (round + 1) * historiesPerTotem),
)

describe.for(rounds)('real devices over a faulty network, seeds from %i', (seedsOfRound) => {
  let totem: TestStack
  let data: TenantData
  let seats: readonly Seat[]
  let witness: Witness
  beforeAll(async () => {
    totem = await startTestStack()
    data = await openTenantData(totem)
    seats = await enrolSeats(totem)
    witness = createWitness()
  }, 60_000)
  afterAll(async () => {
    await data[Symbol.asyncDispose]()
    await totem[Symbol.asyncDispose]()
  })

  test.for(seedsOfRound)(
    'history %i: nothing is lost, nothing doubled, and within 10 s all agree and every queue is empty',
    { timeout: 60_000 },
    async (seed) => {
      onTestFailed(() => {
        process.stderr.write(`Play it again with TOTEM_SEED=${seed}\n`)
      })
      await using history = await playHistory(totem, { seed, seats, witness })
      await vi.waitFor(() => expectAgreement(history.players, data, witness), {
        timeout: agreedWithinMs,
        interval: 100,
      })
    },
  )
})

const enrolSeats = async ({ origin, folder, stack }: TestStack): Promise<readonly Seat[]> => {
  const seat = (name: string, app: Seat['app']): Seat => ({ name, app, origin, folder })
  const kiosks = [seat('kiosk-1', 'kiosk'), seat('kiosk-2', 'kiosk')]
  const tablets = [seat('tablet-1', 'operator'), seat('tablet-2', 'operator')]
  for (const kiosk of kiosks) {
    const { code } = await stack.pair()
    await enrol(kiosk, (home) => home.pair(code), firstService)
  }
  const gerente = { tenant: 'demo', username: 'gerente', password: 'totem-gerente' }
  for (const tablet of tablets) await enrol(tablet, (home) => home.login(gerente), delivered)
  return [...kiosks, ...tablets]
}

const expectAgreement = async (
  players: readonly Player[],
  data: TenantData,
  { promised }: Witness,
): Promise<void> => {
  const stored = await viewDatabase(data)
  for (const player of players) {
    const { device, letter } = player.device().identity
    const seen = await viewDevice(player)
    expect(seen.sync, seen.name).toEqual({ state: 'online', pending: 0, refused: 0 })
    const concerns = (id: Parameters<typeof isOwnedBy>[0]): boolean =>
      letter === null || isOwnedBy(id, device)
    expect(seen.tickets, seen.name).toEqual(stored.tickets.filter(({ id }) => concerns(id)))
    if (letter !== null) continue
    expect(seen.shifts, seen.name).toEqual(stored.shifts)
    expect(seen.customers, seen.name).toEqual(stored.customers)
  }
  for (const [id, events] of promised)
    expect(stored.events.get(id), `events of ${id}`).toEqual(events)
  // Whoever sells is played with here, but for the demo's own kiosk.
  const sold = stored.tickets.filter(({ sale }) => sale.letter !== demoLetter)
  expect(sold.filter(({ id }) => !promised.has(id))).toEqual([])
  const numbers = sold.map(({ sale, number }) => `${sale.businessDay} ${number}`)
  expect(new Set(numbers).size, 'numbers').toBe(sold.length)
  expect(new Set(stored.derived)).toEqual(new Set(stored.tickets.map(derivedOf)))
}
