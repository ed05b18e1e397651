import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

/** Where a printer listens for raw bytes. */
export interface PrinterAddress {
  readonly host: string
  readonly port: number
}

/** The printers that kiosks may print to, by tenant and name. Nobody names an address from outside. */
export type PrinterList = ReadonlyMap<string, PrinterAddress>

/** Gives the key of a printer in the list. */
export const printerKey = (tenantId: TenantId, name: string): string => `${tenantId}/${name}`

const entry = /^([a-z][a-z0-9-]{1,30})\/([a-z0-9-]{1,30})=([A-Za-z0-9.-]{1,253}):(\d{1,5})$/

/** Parses `tenant/name=host:port,…`, e.g. `demo/balcao=192.168.0.50:9100`. */
export const PrinterListText = v.pipe(
  v.string(),
  v.transform((text) => (text === '' ? [] : text.split(',').map((part) => part.trim()))),
  v.array(
    v.pipe(v.string(), v.regex(entry, 'must read tenant/name=host:port, separated by commas')),
  ),
  v.transform(
    (parts): PrinterList =>
      new Map(
        parts.flatMap((part) => {
          const [, tenant = '', name = '', host = '', port = ''] = entry.exec(part) ?? []
          return [[printerKey(v.parse(TenantId, tenant), name), { host, port: Number(port) }]]
        }),
      ),
  ),
  v.check(
    (list) => [...list.values()].every(({ port }) => port > 0 && port <= 65_535),
    'names a port that does not exist',
  ),
)
