import { Button, Notice } from '@totem/ui'
import { type JSX } from 'solid-js'
import { rejectedTexts, scanTexts } from './scan.texts.ts'

/** Says of paper that is not this studio's own that it does not count here. */
export const RejectedCard = (props: {
  readonly why: keyof typeof rejectedTexts
  readonly onAgain: () => void
}): JSX.Element => (
  <section class="scan-result" data-testid="scan-result" data-verdict={props.why}>
    <Notice tone="bad" title={<h2>{rejectedTexts[props.why].title}</h2>}>
      {rejectedTexts[props.why].text}
    </Notice>
    <div class="scan-actions">
      <Button
        variant="primary"
        size="l"
        icon="refresh"
        data-testid="scan-again"
        onClick={() => props.onAgain()}
      >
        {scanTexts.again}
      </Button>
    </div>
  </section>
)
