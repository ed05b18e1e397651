import { Icon } from '@totem/ui'
import { type JSX, Match, Switch } from 'solid-js'
import { type Bell } from './create-bell.ts'
import { type Voice } from './create-voice.ts'
import { panelTexts } from './panel.texts.ts'

/** Says honestly what this screen can let people hear. */
export const SoundLine = (props: { readonly bell: Bell; readonly voice: Voice }): JSX.Element => (
  <p class="board-sound" data-testid="panel-sound">
    <Icon name="bell" />
    <Switch fallback={panelTexts.sound}>
      <Match when={props.bell.isBlocked()}>{panelTexts.silent}</Match>
      <Match when={!props.voice.isThere()}>{panelTexts.noVoice}</Match>
    </Switch>
  </p>
)
