import { Button, Notice, Spinner } from '@totem/ui'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { useDesk } from '../app/desk.ts'
import { formatMoment } from '../time/format-time.ts'
import { type Answer, type Question } from './create-question.ts'
import { managerTexts } from './manager.texts.ts'

/** What is shown of a question. */
export interface AnsweredProps<T> {
  readonly question: Question<T>
  readonly children: (value: () => T) => JSX.Element
}

/** Shows an answer when it is there, and until then what is going on; a later look that fails is told above it. */
export const Answered = <T,>(props: AnsweredProps<T>): JSX.Element => {
  const desk = useDesk()
  const ready = (): Extract<Answer<T>, { readonly kind: 'ready' }> | undefined => {
    const answer = props.question.answer()
    return answer.kind === 'ready' ? answer : undefined
  }
  const failed = (): string | undefined => {
    const answer = props.question.answer()
    return answer.kind === 'failed' ? answer.text : undefined
  }
  const failure = (text: () => string): JSX.Element => (
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
  )
  return (
    <Switch
      fallback={
        <p class="manager-loading" role="status">
          <Spinner /> {managerTexts.loading}
        </p>
      }
    >
      <Match when={ready()}>
        {(answer) => (
          <>
            <Show when={answer().trouble}>
              {(text) =>
                failure(
                  () =>
                    `${text()} ${managerTexts.readAt(formatMoment(answer().readAt, desk.timeZone()))}`,
                )
              }
            </Show>
            {props.children(() => answer().value)}
          </>
        )}
      </Match>
      <Match when={failed()}>{(text) => failure(text)}</Match>
    </Switch>
  )
}
