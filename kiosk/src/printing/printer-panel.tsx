import './printer-panel.css'
import {
  paperWidths,
  printerModels,
  profileOf,
  type PrinterChoice,
  type PrinterStanding,
} from '@totem/printer'
import { Button, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, Show, untrack } from 'solid-js'
import { OpenJobRow } from './open-job-row.tsx'
import { openJobs } from './open-jobs.ts'
import { firstChoice } from './open-printing.ts'
import { type PrinterPanelWords, printerPanelTexts } from './printer-panel.texts.ts'
import { type ShownPrinting } from './printing-context.tsx'
import { useTexts } from '../texts/language.ts'

/** The part of the staff's corner that sets up the printer and shows what is not known to be on paper. */
export const PrinterPanel = (props: { readonly printing: ShownPrinting }): JSX.Element => {
  const texts = useTexts(printerPanelTexts)
  const state = () => props.printing.state()
  const staff = () => props.printing.staff
  const choice = () => state().choice ?? firstChoice
  const usedNetworkName = (): string => {
    const { transport } = choice()
    return transport.kind === 'gateway' ? transport.printer : ''
  }
  const [networkName, setNetworkName] = createSignal(untrack(usedNetworkName))
  const choose = (change: Partial<PrinterChoice>) => {
    void staff().choose({ ...choice(), ...change })
  }
  const connect = async (kind: 'usb' | 'serial'): Promise<void> => {
    await staff().allow(kind)
    await staff().choose({ ...choice(), transport: { kind } })
  }
  const chooseModel = (name: string): void => {
    const model = printerModels.find((known) => known === name)
    if (model === undefined) return
    const { transport, paper } = choice()
    // Another model numbers its code pages otherwise.
    void staff().choose({ transport, paper, model })
  }
  const chooseCodePage = (index: string): void => {
    const { transport, paper, model } = choice()
    const codePage = profileOf(choice()).candidates[Number(index)]
    void staff().choose({
      transport,
      paper,
      model,
      ...(index !== '' && codePage !== undefined && { codePage }),
    })
  }
  const usedCodePage = (): string => {
    const { codePage } = choice()
    if (codePage === undefined) return ''
    const { candidates } = profileOf(choice())
    return String(
      candidates.findIndex(
        ({ page, number }) => page === codePage.page && number === codePage.number,
      ),
    )
  }
  return (
    <section class="printer-panel" data-testid="printer-panel">
      <h2>{texts().title}</h2>
      <p data-testid="printer-standing" data-standing={state().standing.kind}>
        {sentenceOf(state().standing, texts())}
      </p>
      <Show when={isPaperLow(state().standing)}>
        <StatusPill tone="warn">{texts().paperLow}</StatusPill>
      </Show>
      <div class="printer-panel-actions">
        <Button variant="primary" data-testid="connect-usb" onClick={() => void connect('usb')}>
          {texts().connectUsb}
        </Button>
        <Button variant="secondary" onClick={() => void connect('serial')}>
          {texts().connectSerial}
        </Button>
        <Button variant="secondary" data-testid="test-page" onClick={() => staff().printTestPage()}>
          {texts().testPage}
        </Button>
      </div>
      <fieldset>
        <label>
          {texts().model}
          <select
            data-testid="printer-model"
            value={choice().model}
            onChange={(event) => chooseModel(event.currentTarget.value)}
          >
            <For each={printerModels}>
              {(model) => (
                <option value={model}>{profileOf({ model, paper: choice().paper }).name}</option>
              )}
            </For>
          </select>
        </label>
        <label>
          {texts().paper}
          <select
            data-testid="printer-paper"
            value={String(choice().paper)}
            onChange={(event) => {
              const paper = paperWidths.find((mm) => String(mm) === event.currentTarget.value)
              if (paper !== undefined) choose({ paper })
            }}
          >
            <For each={paperWidths}>
              {(paper) => <option value={String(paper)}>{texts().millimetres(paper)}</option>}
            </For>
          </select>
        </label>
        <label>
          {texts().codePage}
          <select
            value={usedCodePage()}
            onChange={(event) => chooseCodePage(event.currentTarget.value)}
          >
            <option value="">{texts().usualCodePage}</option>
            <For each={profileOf(choice()).candidates}>
              {({ page, number }, index) => (
                <option value={String(index())}>
                  {page} n{number}
                </option>
              )}
            </For>
          </select>
        </label>
      </fieldset>
      <fieldset>
        <label>
          {texts().network}
          <input
            data-testid="network-printer"
            value={networkName()}
            onInput={(event) => setNetworkName(event.currentTarget.value.trim().toLowerCase())}
          />
        </label>
        <Button
          variant="secondary"
          disabled={!/^[a-z0-9-]{1,30}$/.test(networkName())}
          onClick={() => choose({ transport: { kind: 'gateway', printer: networkName() } })}
        >
          {texts().useNetwork}
        </Button>
      </fieldset>
      <h3>{texts().openJobs}</h3>
      <ul>
        <For
          each={openJobs(state().jobs)}
          fallback={
            <Show when={props.printing.staff.forgotten().length === 0}>
              <li>{texts().nothingOpen}</li>
            </Show>
          }
        >
          {(job) => (
            <OpenJobRow
              job={job}
              number={props.printing.numberOf(job.order) ?? texts().testJob}
              staff={staff()}
            />
          )}
        </For>
        <For each={(state(), staff().forgotten())}>
          {(ticket) => (
            <li data-testid="forgotten" data-number={ticket.number}>
              <strong>{ticket.number}</strong>
              <span>{texts().forgotten}</span>
              <Button onClick={() => props.printing.printOriginal(ticket)}>{texts().print}</Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

const sentenceOf = (standing: PrinterStanding, words: PrinterPanelWords): string => {
  switch (standing.kind) {
    case 'looking':
      return words.looking
    case 'unavailable':
      return words.unavailable[standing.problem]
    case 'ready':
      return standing.status.trouble === null
        ? words.ready(standing.name)
        : words.troubles[standing.status.trouble]
  }
}

const isPaperLow = (standing: PrinterStanding): boolean =>
  standing.kind === 'ready' && standing.status.paperLow
