import { type CouchServer } from '@totem/couchdb'
import { demoDatabase } from './databases.ts'
import { fillDatabase } from './fill.ts'
import { demoTenant, type Seller } from './seller.ts'

/** Makes sellers known to the gateway as paired kiosks, past the pairing codes, which take half a second each. */
export const enrol = async (couch: CouchServer, sellers: readonly Seller[]): Promise<void> => {
  await fillDatabase(
    demoDatabase(couch, 'registry'),
    sellers.map(({ device, keys, letter }) => ({
      _id: `device:${device}`,
      tenantId: demoTenant,
      kind: 'kiosk',
      publicKey: keys.publicKey,
      letter,
      name: `Totem ${letter}`,
      pairedAt: Date.now(),
      revokedAt: null,
      grant: null,
    })),
  )
}
