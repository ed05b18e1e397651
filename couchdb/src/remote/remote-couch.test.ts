import { describe } from 'vitest'
import { temporaryCouch, testAdmin } from '../embedded/_temporary-couch.ts'
import { couchAcceptance } from '../port/_couch-acceptance.ts'
import { createRemoteCouch } from './remote-couch.ts'

couchAcceptance('embedded', async () => {
  const couch = await temporaryCouch()
  const address = { url: couch.url, user: testAdmin.name, password: testAdmin.password }
  const troubles: unknown[] = []
  const server = createRemoteCouch({ ...address, onTrouble: (trouble) => troubles.push(trouble) })
  const another = createRemoteCouch(address)
  return {
    server,
    another,
    troubles,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await another[Symbol.asyncDispose]()
      await couch[Symbol.asyncDispose]()
    },
  }
})

const { COUCHDB_URL: url, COUCHDB_USER: user, COUCHDB_PASSWORD: password } = process.env

describe.runIf(url)('with COUCHDB_URL', () => {
  couchAcceptance('real', () => {
    const address = { url: url ?? '', user: user ?? '', password: password ?? '' }
    const troubles: unknown[] = []
    const server = createRemoteCouch({ ...address, onTrouble: (trouble) => troubles.push(trouble) })
    const another = createRemoteCouch(address)
    return Promise.resolve({
      server,
      another,
      troubles,
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]()
        await another[Symbol.asyncDispose]()
      },
    })
  })
})
