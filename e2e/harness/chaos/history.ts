import { setTimeout as sleep } from 'node:timers/promises'
import { type Chance, seededChance } from '../chance.ts'
import { type TestStack } from '../test-stack.ts'
import { actsOf } from './acts.ts'
import { openPlayer, type Player, type Seat } from './player.ts'
import { type Witness } from './witness.ts'

/** Acts of one device in one history, and the longest pause between two, in milliseconds. */
const actsPerDevice = 20
const pauseMs = 80

/** How often, of all histories, the gateway is killed in the middle, and when, in milliseconds. */
const killRate = 0.3
const killAfterMs = 800

/** Longest error of a kiosk's clock, in milliseconds: five days. */
const skewLimitMs = 5 * 24 * 60 * 60_000

/** A history that was played to its end and healed; its devices are still open. */
export interface PlayedHistory extends AsyncDisposable {
  readonly players: readonly Player[]
}

/** Plays one history: three of the seats do random acts over faulty networks, then all is healed. */
export const playHistory = async (
  totem: TestStack,
  { seed, seats, witness }: HistoryOptions,
): Promise<PlayedHistory> => {
  const chance = seededChance(seed)
  await using opening = new AsyncDisposableStack()
  const players: Player[] = []
  for (const seat of drawSeats(seats, chance))
    players.push(opening.use(await openPlayer(seat, { chance, skewMs: drawSkew(seat, chance) })))
  await Promise.all([
    ...players.map((player) => play(player, chance.fork(), witness)),
    disturbGateway(totem, chance.fork()),
  ])
  for (const player of players) player.turn('fair')
  const open = opening.move()
  return { players, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

/** What makes a history what it is. */
export interface HistoryOptions {
  readonly seed: number
  readonly seats: readonly Seat[]
  readonly witness: Witness
}

/** Leaves one of the four at home: RxDB allows thirteen collections in a process, and a device has four. */
const drawSeats = (seats: readonly Seat[], chance: Chance): readonly Seat[] =>
  seats.toSpliced(chance.below(seats.length), 1)

/** A grant ends by the tablet's own clock, so a tablet is wrong by minutes and a kiosk by days. */
const drawSkew = ({ app }: Seat, chance: Chance): number => {
  const limit = app === 'kiosk' ? skewLimitMs : 10 * 60_000
  return chance.next() < 0.5 ? 0 : Math.round((chance.next() - 0.5) * 2 * limit)
}

const play = async (player: Player, chance: Chance, witness: Witness): Promise<void> => {
  player.turn('stormy')
  for (let act = 0; act < actsPerDevice; act += 1) {
    await chance.weighted(actsOf[player.app])(player, chance, witness)
    await sleep(chance.below(pauseMs))
  }
}

const disturbGateway = async ({ stack }: TestStack, chance: Chance): Promise<void> => {
  if (chance.next() >= killRate) return
  await sleep(chance.below(killAfterMs))
  await stack.kill('gateway')
  await stack.start('gateway')
}
