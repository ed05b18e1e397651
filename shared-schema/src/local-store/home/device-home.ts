import { type RxStorage } from 'rxdb'
import * as v from 'valibot'
import { err, ok, TenantId, type RandomBytes, type Result } from '@totem/shared-schema'
import { storageProblem } from '../device-parts.ts'
import {
  type AppName,
  type Credentials,
  type Device,
  type LoginProblem,
  type OpenProblem,
  type PairProblem,
} from '../device.ts'
import { type DeviceVitals } from '../health/report-health.ts'
import { type LedgerFile, type LedgerFolder } from '../ledger/ledger-file.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { openDevice } from '../open-device.ts'
import { type Clock, type Network } from '../sync/network.ts'
import { enrolTablet, pairKiosk, type BirthRecords } from './pair.ts'

/** The device of one app in one browser profile (or folder): found, paired or logged in, and opened. */
export interface DeviceHome {
  /** Opens the device that was paired here before; `undefined` where none was. */
  readonly open: () => Promise<Result<Device | undefined, OpenProblem>>
  /** Resolves when the tab that holds the ledger has gone. */
  readonly waitForTurn: () => Promise<void>
  /** Makes a key, pairs it with a code and opens the new kiosk. */
  readonly pair: (code: string) => Promise<Result<Device, PairProblem | OpenProblem>>
  /** Makes a key, logs an operator in with it and opens the new tablet. */
  readonly login: (credentials: Credentials) => Promise<Result<Device, LoginProblem | OpenProblem>>
  /** Opens the journal of the print queue, a file beside the ledger. Throws while another tab holds it. */
  readonly openPrintJournal: (tenantId: TenantId) => Promise<LedgerFile>
}

/** One holder at a time: Web Locks in a browser. */
export interface Lock {
  /** Takes the lock until it is released; `undefined` when somebody else holds it. */
  readonly take: (name: string) => Promise<(() => void) | undefined>
  /** Resolves once the lock has been free. */
  readonly whenFree: (name: string) => Promise<void>
}

/** What a home is built of. */
export interface HomeOptions {
  readonly app: AppName
  readonly folder: LedgerFolder
  readonly lock: Lock
  readonly storage: RxStorage<unknown, unknown>
  readonly network: Network
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  readonly random: () => number
  readonly vitals?: DeviceVitals
}

/** Builds the home of an app's device. */
export const createDeviceHome = (options: HomeOptions): DeviceHome => {
  const { app, folder, lock, network, randomBytes } = options
  const lockName = `totem-${app}-ledger`

  const openHeld = async (tenantId: TenantId, birth: BirthRecords | undefined) => {
    const release = await lock.take(lockName)
    if (release === undefined) return err({ kind: 'open_elsewhere' } as const)
    let ledger: Ledger | undefined
    const letGo = async (): Promise<void> => {
      await ledger?.[Symbol.asyncDispose]().catch(() => undefined)
      release()
    }
    try {
      ledger = await openTenantLedger(options, tenantId)
      if (birth !== undefined) await ledger.write(() => ({ records: birth, value: undefined }))
      if (ledger.state.device === null) {
        await letGo()
        return ok(undefined)
      }
      return ok(releasing(await openDevice({ ...options, ledger }), release))
    } catch (cause) {
      await letGo()
      return err(storageProblem(cause))
    }
  }

  const bear = async (birth: BirthRecords): Promise<Result<Device, OpenProblem>> => {
    const opened = await openHeld(birth[0].tenantId, birth)
    if (!opened.ok) return opened
    if (opened.value === undefined) throw new Error('a device was born and is not there')
    return ok(opened.value)
  }

  return {
    open: async () => {
      try {
        for (const tenantId of tenantsOf(app, await folder.names())) {
          const opened = await openHeld(tenantId, undefined)
          if (!opened.ok || opened.value !== undefined) return opened
        }
        return ok(undefined)
      } catch (cause) {
        return err(storageProblem(cause))
      }
    },
    waitForTurn: () => lock.whenFree(lockName),
    pair: async (code) => {
      const birth = await pairKiosk(network, code, randomBytes)
      return birth.ok ? bear(birth.value) : birth
    },
    openPrintJournal: (tenantId) => folder.open(fileName(app, tenantId, 'printing')),
    login: async (credentials) => {
      const birth = await enrolTablet(network, credentials, randomBytes)
      return birth.ok ? bear(birth.value) : birth
    },
  }
}

const fileName = (
  app: AppName,
  tenantId: string,
  part: 'ledger' | 'personal' | 'printing',
): string => `totem-${app}-${tenantId}-${part}`

const openTenantLedger = async (
  { app, folder, clock }: HomeOptions,
  tenantId: TenantId,
): Promise<Ledger> => {
  const opened: LedgerFile[] = []
  const open = async (part: 'ledger' | 'personal'): Promise<LedgerFile> => {
    const file = await folder.open(fileName(app, tenantId, part))
    opened.push(file)
    return file
  }
  try {
    const files = { main: await open('ledger'), personal: await open('personal') }
    return await openLedger(files, clock())
  } catch (cause) {
    for (const file of opened) await file[Symbol.asyncDispose]().catch(() => undefined)
    throw cause
  }
}

/** A pairing that broke off leaves an empty ledger, so there may be more than one. */
const tenantsOf = (app: AppName, names: readonly string[]): readonly TenantId[] =>
  names.flatMap((name) => {
    const tenant = new RegExp(`^totem-${app}-(.+)-ledger$`).exec(name)?.[1]
    const parsed = v.safeParse(TenantId, tenant)
    return parsed.success ? [parsed.output] : []
  })

const releasing = (device: Device, release: () => void): Device => ({
  ...device,
  [Symbol.asyncDispose]: async () => {
    try {
      await device[Symbol.asyncDispose]()
    } finally {
      release()
    }
  },
})
