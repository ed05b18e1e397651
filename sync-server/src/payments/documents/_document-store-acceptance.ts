import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { type DocumentStore } from './document-store.ts'
import { type HookDocument } from './hook.ts'

/** Says what every store of documents does, whatever lies behind it. */
export const documentStoreAcceptance = (
  label: string,
  open: () => Promise<DocumentStore<HookDocument>>,
): void => {
  describe(`${label}: a store of documents`, () => {
    let store: DocumentStore<HookDocument>
    beforeAll(async () => {
      store = await open()
    })
    const hook = (body: string, receivedAt = 0): HookDocument => ({
      type: 'hook',
      tenantId: v.parse(TenantId, 'demo'),
      provider: 'pix',
      receivedAt,
      body,
      signatures: [],
      state: 'received',
    })

    test('holds nothing under a name nobody wrote', async () => {
      expect(await store.get('hook:none')).toBeUndefined()
      expect(await store.decide('hook:none', () => undefined)).toEqual({
        document: undefined,
        isWritten: false,
      })
    })

    test('gives back what was decided', async () => {
      const decided = await store.decide('hook:one', () => hook('one'))
      expect(decided).toEqual({ document: hook('one'), isWritten: true })
      expect(await store.get('hook:one')).toEqual(hook('one'))
    })

    test('decides on what it holds now, and leaves it when told', async () => {
      await store.decide('hook:two', () => hook('two'))
      const left = await store.decide('hook:two', (known) =>
        known === undefined ? hook('again') : undefined,
      )
      expect(left).toEqual({ document: hook('two'), isWritten: false })
    })

    test('of many who decide at once each sees what the one before has written', async () => {
      const deciding = Array.from({ length: 10 }, () =>
        store.decide('hook:count', (known) => hook('count', (known?.receivedAt ?? 0) + 1)),
      )
      await Promise.all(deciding)
      expect(await store.get('hook:count')).toEqual(hook('count', 10))
    })

    test('lists by state what is there', async () => {
      await store.decide('hook:done', () => ({ ...hook('done'), state: 'handled' }))
      expect(await store.idsIn('handled')).toEqual(['hook:done'])
      expect(await store.idsIn('received')).toContain('hook:one')
      expect(await store.idsIn('nothing')).toEqual([])
      expect(await store.idsIn('handled', { provider: 'pix' })).toEqual(['hook:done'])
      expect(await store.idsIn('handled', { provider: 'cash' })).toEqual([])
    })
  })
}
