import {
  BusinessDay,
  Cents,
  DeviceId,
  Hlc,
  KioskLetter,
  type PaymentLinkResponse,
  type Service,
  ServiceCode,
  TenantId,
  type TenantProfile,
  type Ticket,
  TicketId,
  err,
  ok,
  ticketNumber,
} from '@totem/shared-schema'
import {
  type Device,
  type OfflineCharge,
  type OfflineCredit,
  type SyncStatus,
} from '@totem/shared-schema/local-store'
import { BehaviorSubject } from 'rxjs'
import * as v from 'valibot'
import { type ShopDevice } from './shop.tsx'

/** 14:02 in São Paulo on a Monday. */
export const nowMs = Date.UTC(2026, 10, 23, 17, 2)

const tenantId = v.parse(TenantId, 'demo')
const letter = v.parse(KioskLetter, 'A')
const aTicketOwner = v.parse(DeviceId, 'd00000000000000000000')

/** A service of the catalogue for tests. */
export const aService = (changes: Partial<Service> = {}): Service => ({
  id: v.parse(ServiceCode, 'GELO'),
  tenantId,
  name: 'Banheira de Gelo',
  description: 'Imersão em água a 10 °C para aliviar músculos cansados.',
  priceCents: v.parse(Cents, 9000),
  durationMinutes: 10,
  color: '#1d8fd6',
  sound: 'drop',
  position: 1,
  active: true,
  ...changes,
})

/** The two services of every studio. */
export const services: readonly Service[] = [
  aService(),
  aService({
    id: v.parse(ServiceCode, 'BOTA'),
    name: 'Bota de Compressão',
    description: 'Compressão a ar que solta as pernas depois do treino.',
    priceCents: v.parse(Cents, 7000),
    durationMinutes: 30,
    color: '#f06a2b',
    position: 2,
  }),
]

/** A ticket fresh from a sale. */
export const aTicket = (changes: Partial<Ticket> = {}, counter = 1): Ticket => {
  const service = aService()
  const at = v.parse(Hlc, nowMs)
  return {
    id: v.parse(TicketId, `t${String(counter).padStart(26, '0')}`),
    tenantId,
    number: ticketNumber(letter, counter),
    sale: {
      letter,
      counter,
      businessDay: v.parse(BusinessDay, '2026-11-23'),
      service: {
        code: service.id,
        name: service.name,
        priceCents: service.priceCents,
        durationMinutes: service.durationMinutes,
      },
      intent: 'TA00123456789ABCDEFGHJKMN',
      offline: false,
    },
    soldAt: at,
    soldBy: { kind: 'device', device: aTicketOwner },
    service: { kind: 'waiting', since: at },
    payment: { status: 'pending', movements: [] },
    lastAt: at,
    history: [],
    ignored: [],
    ...changes,
  }
}

/** The money of a ticket that is paid in full. */
export const paidInFull: Ticket['payment'] = {
  status: 'paid',
  movements: [{ id: 'pay:sicredi:E1', amountCents: 9000, returnedCents: 0, flagged: false }],
}

/** A charge that runs for 15 minutes. */
export const aCharge = (changes: Partial<PaymentLinkResponse> = {}): PaymentLinkResponse => ({
  txid: 'TA00123456789ABCDEFGHJKMND01',
  brCode:
    '00020101021226850014br.gov.bcb.pix2563pix.example.com/qr/v2/cobv/9d36b84fc70b478fb95c12729b90ca25520400005303986540590.005802BR5913Totem Recovery6009SAO PAULO62070503***63041D3D',
  amountCents: v.parse(Cents, 9000),
  expiresAt: nowMs + 15 * 60_000,
  ...changes,
})

/** A charge that was made in advance. */
export const anOfflineCharge = (changes: Partial<OfflineCharge> = {}): OfflineCharge => ({
  txid: 'TA0PPPPPPPPPPPPPPPPPPPPPPD01',
  brCode: aCharge().brCode.replace('6304', '6305'),
  amountCents: v.parse(Cents, 9000),
  tier: 'pool',
  ...changes,
})

/** The studio of the tests. */
export const aProfile: TenantProfile = {
  tenantId,
  studio: 'Recovery Moinhos',
  timeZone: 'America/Sao_Paulo',
  sealingKey: 'unused' as TenantProfile['sealingKey'],
  notice: {
    version: '2026-01',
    hash: 'abc',
    title: 'Como usamos seus dados',
    text: 'O estúdio Recovery Moinhos (CNPJ 00.000.000/0001-00) usa seu nome e celular para chamar você e o CPF para o recibo. Guardamos o nome e o celular por 90 dias e o pagamento por 5 anos, como a lei pede. Só o banco e a equipe do estúdio têm acesso. Você pode ver, corrigir ou apagar seus dados no balcão ou em privacidade@recovery.example.',
    translations: {
      en: {
        hash: 'abc-en',
        title: 'How we use your data',
        text: 'The studio Recovery Moinhos (CNPJ 00.000.000/0001-00) uses your name and mobile to call you, and your CPF for the receipt. We keep name and mobile for 90 days and the payment for 5 years, as the law demands. Only the bank and the studio’s staff have access. You can see, correct or erase your data at the desk or at privacidade@recovery.example.',
      },
    },
    purposes: [
      {
        code: 'offers',
        label: 'Quero receber novidades e ofertas no celular.',
        translations: { en: 'I want news and offers on my mobile.' },
      },
      { code: 'survey', label: 'Podem me perguntar depois o que achei.' },
    ],
  },
}

/** What a device says when all has reached the gateway. */
export const allSynced: SyncStatus = {
  state: 'online',
  pending: 0,
  soldToday: 23,
  acknowledgedToday: 23,
  oldestPendingAt: null,
  lastAcknowledgedAt: nowMs,
  stalled: false,
  isRevoked: false,
  refused: 0,
}

/** A device of the shop that keeps everything in memory and notes what was asked of it. */
export interface FakeDevice extends ShopDevice {
  readonly asked: unknown[]
  readonly tickets$: BehaviorSubject<readonly Ticket[]>
  readonly sync$: BehaviorSubject<SyncStatus>
  readonly catalog$: BehaviorSubject<readonly Service[]>
  readonly profile$: BehaviorSubject<TenantProfile>
  /** Changes a ticket as if an event had come in. */
  readonly change: (ticket: Ticket) => void
}

/** Makes a fake device; single answers can be replaced. */
export const fakeDevice = (
  answers: Partial<Pick<Device, 'sell' | 'append' | 'requestCharge' | 'payOffline' | 'ask'>> = {},
): FakeDevice => {
  const asked: unknown[] = []
  const tickets$ = new BehaviorSubject<readonly Ticket[]>([])
  const change = (ticket: Ticket): void =>
    tickets$.next([...tickets$.value.filter(({ id }) => id !== ticket.id), ticket])
  const find = (id: TicketId): Ticket =>
    tickets$.value.find((ticket) => ticket.id === id) ?? aTicket()
  return {
    identity: { app: 'kiosk', device: aTicketOwner, tenantId, letter },
    offlineCredit$: new BehaviorSubject<OfflineCredit>({
      envelope: null,
      use: { count: 0, sumCents: 0 },
      readyCharges: 0,
      until: null,
    }),
    ledger: () => ({
      events: 46,
      unsent: 0,
      people: 0,
      damaged: 0,
      day: v.parse(BusinessDay, '2026-11-23'),
      lastCounter: 23,
    }),
    asked,
    tickets$,
    change,
    sync$: new BehaviorSubject<SyncStatus>(allSynced),
    catalog$: new BehaviorSubject<readonly Service[]>(services),
    profile$: new BehaviorSubject<TenantProfile>(aProfile),
    sell: async (sale) => {
      asked.push({ sell: sale.service.id, name: sale.name, cpf: sale.cpf, phone: sale.phone })
      if (answers.sell !== undefined) return answers.sell(sale)
      const sold = aTicket({}, tickets$.value.length + 1)
      const { id: code, name, priceCents, durationMinutes } = sale.service
      const ticket: Ticket = {
        ...sold,
        sale: { ...sold.sale, service: { code, name, priceCents, durationMinutes } },
      }
      change(ticket)
      return Promise.resolve(ok(ticket))
    },
    append: async (ticketId, type, data) => {
      asked.push({ [type]: data })
      if (answers.append !== undefined) return answers.append(ticketId, type, data)
      const ticket = find(ticketId)
      const changed: Ticket =
        type === 'cancelled'
          ? { ...ticket, service: { kind: 'cancelled', at: ticket.lastAt, reason: 'customer' } }
          : type === 'desk_chosen'
            ? { ...ticket, payment: { status: 'at_desk', movements: [] } }
            : { ...ticket, history: [...ticket.history] }
      change(changed)
      return Promise.resolve(ok(changed))
    },
    ask: answers.ask ?? (() => Promise.resolve(err({ kind: 'unreachable', detail: '' }))),
    payOffline: async (ticketId) => {
      if (answers.payOffline === undefined) return Promise.resolve(err({ kind: 'none_left' }))
      asked.push({ payOffline: find(ticketId).number })
      return answers.payOffline(ticketId)
    },
    requestCharge: async (ticket, attempt) => {
      asked.push({ charge: ticket.number, attempt })
      return answers.requestCharge === undefined
        ? Promise.resolve(ok(aCharge()))
        : answers.requestCharge(ticket, attempt)
    },
  }
}
