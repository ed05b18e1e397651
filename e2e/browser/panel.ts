import { expect, type Locator, type Page } from '@playwright/test'

/** The TV panel as people in the room meet it. */
export class Panel {
  readonly page: Page
  readonly #origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.#origin = origin
  }

  /** Opens the panel with the code of a manager, and waits until it shows the queues. */
  async pair(code: string): Promise<void> {
    await this.page.goto(`${this.#origin}/panel/?pair=${code}`)
    await expect(this.page.getByTestId('wait-GELO')).toBeVisible()
  }

  called(number: string): Locator {
    return this.page.locator(`[data-testid="called"][data-number="${number}"]`)
  }

  recent(number: string): Locator {
    return this.page.locator(`[data-testid="recent"][data-number="${number}"]`)
  }

  /** What the stubbed voice was told to say, and whether any two sentences overlapped. */
  spoken(): Promise<{ readonly sentences: readonly string[]; readonly overlaps: number }> {
    return this.page.evaluate(() => {
      const { sentences, overlaps } = globalThis as unknown as {
        sentences: string[]
        overlaps: number
      }
      return { sentences, overlaps }
    })
  }
}

/** Puts a Portuguese voice into a browser that has none; each sentence takes a little while. */
export const giveVoice = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const stage = globalThis as unknown as { sentences: string[]; overlaps: number }
    stage.sentences = []
    stage.overlaps = 0
    let speaking = 0
    class Utterance {
      onend: (() => void) | undefined
      readonly text: string
      constructor(text: string) {
        this.text = text
      }
    }
    const synthesizer = {
      getVoices: () => [{ lang: 'pt-BR', name: 'Teste' }],
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      cancel: () => undefined,
      speak: (utterance: Utterance) => {
        stage.sentences.push(utterance.text)
        if (speaking > 0) stage.overlaps += 1
        speaking += 1
        setTimeout(() => {
          speaking -= 1
          utterance.onend?.()
        }, 300)
      },
    }
    Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesizer })
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance })
  })
}
