import { firstValueFrom } from 'rxjs'
import { type Ticket } from '@totem/shared-schema'
import { type AppendableType, type Device } from '@totem/shared-schema/local-store'
import { type Chance } from '../chance.ts'
import { type Weather } from '../faulty-network.ts'
import { aSale } from '../sales.ts'
import { type Player } from './player.ts'
import { type Witness } from './witness.ts'

/** One thing that may happen to a device. */
export type Act = (player: Player, chance: Chance, witness: Witness) => Promise<void>

const sell: Act = async (player, _chance, witness) => {
  const device = player.device()
  const [service] = await firstValueFrom(device.catalog$)
  if (service === undefined) throw new Error(`${player.name} has no price list`)
  witness.hear(await device.sell(aSale(service)))
}

const append =
  (type: Exclude<AppendableType, 'undone'>, data: (ticket: Ticket) => object = () => ({})): Act =>
  async (player, chance, witness) => {
    const device = player.device()
    const ticket = await recentTicket(device, chance)
    if (ticket === undefined) return
    // The table below pairs each type with its data, which a generic over all types cannot say.
    witness.hear(await device.append(ticket.id, type, data(ticket)))
  }

const undo: Act = async (player, chance, witness) => {
  const device = player.device()
  const ticket = await recentTicket(device, chance)
  const last = ticket?.history.findLast(({ event }) => event.by.kind === 'operator')
  if (ticket === undefined || last === undefined) return
  witness.hear(await device.append(ticket.id, 'undone', { event: last.id }))
}

/** The power goes while sales or calls are on their way to the disk. */
const crash: Act = async (player, chance, witness) => {
  const acts = player.app === 'kiosk' ? [sell, sell] : [append('called')]
  const inFlight = acts.map((act) => act(player, chance, witness))
  await player.crash()
  await Promise.all(inFlight)
}

const turnTo =
  (weather: Weather): Act =>
  ({ turn }) => {
    turn(weather)
    return Promise.resolve()
  }

const startShift: Act = async ({ device }) => {
  await device().startShift({ GELO: 2 })
}

const endShift: Act = async ({ device }) => {
  await device().endShift()
}

const badLuck = [
  [turnTo('stormy'), 3],
  [turnTo('cut'), 2],
  [crash, 1],
] as const satisfies readonly (readonly [Act, number])[]

const receipt = ({ sale }: Ticket): object => ({
  method: 'cash',
  amountCents: sale.service.priceCents,
})

/** What each kind of device does, and how often. */
export const actsOf: Readonly<Record<Player['app'], readonly (readonly [Act, number])[]>> = {
  kiosk: [
    ...badLuck,
    [sell, 8],
    [append('desk_chosen'), 2],
    [append('printed', () => ({ job: 'print-1', copy: 0 })), 2],
    [append('cancelled', () => ({ reason: 'customer_left' })), 1],
  ],
  operator: [
    ...badLuck,
    [append('called'), 6],
    [append('recalled'), 1],
    [append('started', () => ({ slot: 1 })), 5],
    [append('finished'), 3],
    [append('no_show'), 2],
    [append('returned'), 2],
    [undo, 3],
    [append('paid_by_hand', receipt), 2],
    [append('cancelled', () => ({ reason: 'customer_left' })), 1],
    [startShift, 1],
    [endShift, 1],
  ],
}

/** Old tickets are finished: something happens to the latest ones. */
const recent = 8

const recentTicket = async (device: Device, chance: Chance): Promise<Ticket | undefined> => {
  const tickets = (await firstValueFrom(device.tickets$)).slice(-recent)
  return tickets.length === 0 ? undefined : chance.oneOf(tickets)
}
