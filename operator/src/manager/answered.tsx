import { Button, Notice, Spinner } from '@totem/ui'
import { type JSX, Match, Switch } from 'solid-js'
import { type Question } from './create-question.ts'
import { managerTexts } from './manager.texts.ts'

/** What is shown of a question. */
export interface AnsweredProps<T> {
  readonly question: Question<T>
  readonly children: (value: () => T) => JSX.Element
}

/** Shows an answer when it is there, and until then what is going on. */
export const Answered = <T,>(props: AnsweredProps<T>): JSX.Element => {
  const ready = (): { readonly value: T } | undefined => {
    const answer = props.question.answer()
    return answer.kind === 'ready' ? answer : undefined
  }
  const failed = (): string | undefined => {
    const answer = props.question.answer()
    return answer.kind === 'failed' ? answer.text : undefined
  }
  return (
    <Switch
      fallback={
        <p class="manager-loading" role="status">
          <Spinner /> {managerTexts.loading}
        </p>
      }
    >
      <Match when={ready()}>{(answer) => props.children(() => answer().value)}</Match>
      <Match when={failed()}>
        {(text) => (
          <Notice
            tone="warn"
            action={
              <Button icon="refresh" onClick={() => void props.question.ask()}>
                {managerTexts.again}
              </Button>
            }
          >
            {text()}
          </Notice>
        )}
      </Match>
    </Switch>
  )
}
