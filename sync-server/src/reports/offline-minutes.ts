import { type CouchServer } from '@totem/couchdb'
import {
  type BusinessDay,
  DeviceId,
  type DeviceOffline,
  type OfflineDay,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { listRegistry } from '../registry/list-registry.ts'

/** What a device told last of its connection, by day. */
export interface HeardOffline {
  readonly device: DeviceId
  readonly name: string
  readonly days: readonly OfflineDay[]
}

/** Reads what the devices of a tenant told last of their connection; those that never did are left out. */
export const heardOffline = async (
  couch: CouchServer,
  tenantId: TenantId,
): Promise<readonly HeardOffline[]> => {
  const [devices, health] = await Promise.all([
    listRegistry(couch, tenantId, 'device'),
    listRegistry(couch, tenantId, 'health'),
  ])
  const names = new Map(devices.map(({ key, document }) => [key, document.name]))
  return health.flatMap(({ key, document: { offline } }) => {
    const name = names.get(key)
    return offline === undefined || name === undefined
      ? []
      : [{ device: v.parse(DeviceId, key), name, days: offline }]
  })
}

/**
 * Gives the minutes of one day, by device. Devices forget a day after a week, and a report of it made later must not:
 * what `known`, its report so far, says stands, unless a device tells of more. Pure.
 */
export const offlineOn = (
  day: BusinessDay,
  heard: readonly HeardOffline[],
  known: readonly DeviceOffline[] = [],
): readonly DeviceOffline[] => {
  const byDevice = new Map(known.map((told) => [told.device, told]))
  for (const { device, name, days } of heard) {
    const told = days.find((each) => each.day === day)
    if (told === undefined) continue
    const before = byDevice.get(device)
    byDevice.set(device, {
      device,
      name: before?.name ?? name,
      minutes: Math.max(told.minutes, before?.minutes ?? 0),
    })
  }
  return [...byDevice.values()].toSorted((a, b) => (a.device < b.device ? -1 : 1))
}
