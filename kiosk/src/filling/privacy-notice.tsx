import { type ShownNotice } from '@totem/shared-schema'
import { Icon } from '@totem/ui'
import { type JSX } from 'solid-js'

/** The notice of LGPD art. 9, to be read on the spot, in the language it was written or translated in. */
export const PrivacyNotice = (props: { readonly notice: ShownNotice }): JSX.Element => (
  <section class="privacy" lang={props.notice.locale}>
    <h2 class="privacy-title">
      <Icon name="lock" /> {props.notice.title}
    </h2>
    {/* Scrollable by keyboard too, which needs a tab stop. */}
    <div class="privacy-text" tabIndex={0} role="region" aria-label={props.notice.title}>
      {props.notice.text}
    </div>
  </section>
)
