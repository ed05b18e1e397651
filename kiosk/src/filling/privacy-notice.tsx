import { type TenantProfile } from '@totem/shared-schema'
import { Icon } from '@totem/ui'
import { type JSX, Show, createUniqueId } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { fillingTexts } from './filling.texts.ts'

/** The studio's privacy notice, and whether the customer says to have read it. */
export interface PrivacyNoticeProps {
  readonly notice: TenantProfile['notice'] | undefined
  readonly acknowledged: boolean
  readonly error: string | undefined
  readonly onAcknowledge: (value: boolean) => void
}

/** The notice of LGPD art. 9 with its box, unticked until the customer ticks it. */
export const PrivacyNotice = (props: PrivacyNoticeProps): JSX.Element => {
  const texts = useTexts(fillingTexts)
  const errorId = createUniqueId()
  return (
    <section class="privacy" data-invalid={props.error === undefined ? undefined : ''}>
      <h2 class="privacy-title">
        <Icon name="lock" /> {props.notice?.title}
      </h2>
      {/* Scrollable by keyboard too, which needs a tab stop. */}
      <div class="privacy-text" tabIndex={0} role="region" aria-label={props.notice?.title}>
        {props.notice?.text}
      </div>
      <label class="privacy-ack">
        <input
          type="checkbox"
          data-testid="notice-ack"
          checked={props.acknowledged}
          aria-invalid={props.error === undefined ? undefined : 'true'}
          aria-describedby={errorId}
          onChange={(event) => props.onAcknowledge(event.currentTarget.checked)}
        />
        <span>{texts().notice}</span>
      </label>
      <p class="ui-field-note" id={errorId} aria-live="polite">
        <Show when={props.error}>
          {(error) => (
            <>
              <Icon name="alert" /> {error()}
            </>
          )}
        </Show>
      </p>
    </section>
  )
}
