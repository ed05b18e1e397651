import { type ManagedOperator, ManagedOperators, type OperatorId } from '@totem/shared-schema'
import { Button, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { OperatorForm } from './operator-form.tsx'
import { staffTexts } from './staff.texts.ts'

/** Who works here, in which role. */
export const StaffPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, {
    path: '/manager/operators',
    answer: ManagedOperators,
  })
  const [edited, setEdited] = createSignal<{ readonly id: OperatorId | undefined }>()
  const saved = (operator: ManagedOperator): void => {
    question.put(({ operators }) => ({
      operators: [...operators.filter(({ id }) => id !== operator.id), operator].toSorted((a, b) =>
        a.id < b.id ? -1 : 1,
      ),
    }))
    setEdited(undefined)
  }
  return (
    <>
      <div class="manager-bar">
        <p>{staffTexts.intro}</p>
        <Button data-testid="new-operator" onClick={() => setEdited({ id: undefined })}>
          {staffTexts.new}
        </Button>
      </div>
      <Answered question={question}>
        {(answer) => (
          <>
            <Show when={edited()} keyed>
              {({ id }) => (
                <OperatorForm
                  initialOperator={answer().operators.find((operator) => operator.id === id)}
                  onSaved={saved}
                  onCancel={() => setEdited(undefined)}
                />
              )}
            </Show>
            <ul class="manager-cards">
              <For each={answer().operators}>
                {(operator) => (
                  <li
                    class="manager-card"
                    classList={{ 'is-off': !operator.isActive }}
                    data-testid={`operator-${operator.id}`}
                  >
                    <header>
                      <h2>{operator.name}</h2>
                      <StatusPill tone={operator.isActive ? 'info' : 'neutral'}>
                        {operator.isActive ? staffTexts.roles[operator.role] : staffTexts.closed}
                      </StatusPill>
                    </header>
                    <p>{operator.id}</p>
                    <footer>
                      <Button
                        data-testid={`edit-${operator.id}`}
                        onClick={() => setEdited({ id: operator.id })}
                      >
                        {staffTexts.edit}
                      </Button>
                    </footer>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Answered>
    </>
  )
}
