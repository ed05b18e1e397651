import { type Accessor, createComputed } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { queueView, type QueueColumn, type QueueFacts } from './queue-view.ts'
import { rememberRows } from './remember-rows.ts'

/**
 * Keeps the queue as a store whose columns and rows are reconciled by id, so that a change redraws
 * what changed and a finger finds the button where it was.
 */
export const createQueue = (facts: Accessor<QueueFacts>): Accessor<readonly QueueColumn[]> => {
  const [store, setStore] = createStore<{ columns: readonly QueueColumn[] }>({ columns: [] })
  const rowOf = rememberRows()
  createComputed(() => setStore('columns', reconcile(queueView(facts(), rowOf), { key: 'id' })))
  return () => store.columns
}
