import { Button } from '@totem/ui'
import { type JSX, Show, createSignal } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { payingTexts } from './paying.texts.ts'

/** *Cancelar*, which asks once more in its own place. */
export const CancelButton = (props: { readonly onConfirm: () => void }): JSX.Element => {
  const texts = useTexts(payingTexts)
  const [isAsking, setAsking] = createSignal(false)
  return (
    <Show
      when={isAsking()}
      fallback={
        <Button
          size="l"
          variant="quiet"
          icon="close"
          data-testid="cancel"
          onClick={() => setAsking(true)}
        >
          {texts().cancel}
        </Button>
      }
    >
      <div class="cancel-ask" role="alert">
        <p>
          <strong>{texts().cancelAsk}</strong> {texts().cancelHint}
        </p>
        <Button size="l" data-testid="cancel-keep" onClick={() => setAsking(false)}>
          {texts().cancelNo}
        </Button>
        <Button
          size="l"
          variant="danger"
          data-testid="cancel-confirm"
          onClick={() => props.onConfirm()}
        >
          {texts().cancelYes}
        </Button>
      </div>
    </Show>
  )
}
