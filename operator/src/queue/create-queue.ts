import { type Accessor, createComputed, createMemo, mapArray, mergeProps } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { queueView, type QueueColumn, type QueueFacts } from './queue-view.ts'
import { rememberRows } from './remember-rows.ts'

/**
 * Keeps the queue as a store whose columns and rows are reconciled by id, so that a change redraws
 * what changed and a finger finds the button where it was. Who is done stays outside the store: it
 * walks through all it is given, and by the evening these are thousands.
 */
export const createQueue = (facts: Accessor<QueueFacts>): Accessor<readonly QueueColumn[]> => {
  const rowOf = rememberRows()
  const view = createMemo(() => queueView(facts(), rowOf))
  const [store, setStore] = createStore<{ columns: readonly QueueColumn[] }>({ columns: [] })
  createComputed(() => {
    const open = view().map((column) => ({ ...column, done: [] }))
    setStore('columns', reconcile(open, { key: 'id' }))
  })
  return mapArray(
    () => store.columns,
    (column) =>
      mergeProps(column, {
        get done() {
          return view().find(({ id }) => id === column.id)?.done ?? []
        },
      }),
  )
}
