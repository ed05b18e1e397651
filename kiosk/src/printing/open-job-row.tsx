import type { PrintJob, PrintProblem } from '@totem/printer'
import { Button } from '@totem/ui'
import { type JSX, Show } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { type PrinterPanelWords, printerPanelTexts } from './printer-panel.texts.ts'
import { type PrintingStaff } from './printing.ts'

/** A job that is not known to be on paper, and what staff can do about it. */
export const OpenJobRow = (props: {
  readonly job: PrintJob
  readonly number: string
  readonly staff: PrintingStaff
}): JSX.Element => {
  const texts = useTexts(printerPanelTexts)
  const order = () => props.job.order
  const state = () => props.job.state
  const mayBeOnPaper = () => state().kind === 'uncertain' || state().kind === 'unconfirmed'
  return (
    <li data-testid="open-job" data-number={props.number} data-state={state().kind}>
      <strong>{props.number}</strong>
      <span>{order().copy === 0 ? texts().original : texts().copy(order().copy)}</span>
      <span>{sentenceOf(props.job, texts())}</span>
      <Show when={state().kind === 'failed'}>
        <Button onClick={() => props.staff.printAfterAll(order().id)}>{texts().print}</Button>
      </Show>
      <Show when={mayBeOnPaper()}>
        <Button variant="secondary" onClick={() => props.staff.markSeen(order().id)}>
          {texts().seen}
        </Button>
      </Show>
      <Show when={mayBeOnPaper() && order().ticketId}>
        {(ticketId) => (
          <Button onClick={() => props.staff.reprint(ticketId())}>{texts().reprint}</Button>
        )}
      </Show>
    </li>
  )
}

const sentenceOf = ({ state }: PrintJob, words: PrinterPanelWords): string => {
  const problem = 'problem' in state ? problemSentence(state.problem, words) : undefined
  return [words.jobStates[state.kind], problem].filter((part) => part !== undefined).join(': ')
}

const problemSentence = (
  problem: PrintProblem | null,
  words: PrinterPanelWords,
): string | undefined => {
  const known: Readonly<Partial<Record<PrintProblem, string>>> = words.problems
  return problem === null ? undefined : known[problem]
}
