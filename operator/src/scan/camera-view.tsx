import { Button, Icon, Spinner } from '@totem/ui'
import { createEffect, type JSX, Match, Switch } from 'solid-js'
import { type Scanner, type ScannerState } from './create-scanner.ts'
import { cameraTexts, scanTexts } from './scan.texts.ts'

/** A camera, and what is to be said of what it sees. */
export interface CameraViewProps {
  readonly scanner: Scanner
  /** What is the matter with the code it sees now. */
  readonly hint: string | undefined
}

/** The picture of the camera, or why there is none. */
export const CameraView = (props: CameraViewProps): JSX.Element => {
  const as = <K extends ScannerState['kind']>(kind: K): StateOf<K> | undefined => {
    const state = props.scanner.state()
    return isKind(state, kind) ? state : undefined
  }
  return (
    <div class="scan-camera" data-testid="scan-camera" data-state={props.scanner.state().kind}>
      <Switch>
        <Match when={as('opening')}>
          <div class="scan-camera-note" role="status">
            <Spinner />
            <span>{scanTexts.opening}</span>
          </div>
        </Match>
        <Match when={as('looking')}>
          {(looking) => <Picture stream={looking().stream} {...props} />}
        </Match>
        <Match when={as('problem')}>
          {(failed) => (
            <div class="scan-camera-note" role="alert" data-problem={failed().problem}>
              <Icon name="alert" />
              <strong>{cameraTexts[failed().problem].title}</strong>
              <span>{cameraTexts[failed().problem].text}</span>
              <Button
                icon="refresh"
                data-testid="camera-retry"
                onClick={() => props.scanner.retry()}
              >
                {scanTexts.retry}
              </Button>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  )
}

type StateOf<K extends ScannerState['kind']> = Extract<ScannerState, { kind: K }>

const isKind = <K extends ScannerState['kind']>(
  state: ScannerState,
  kind: K,
): state is StateOf<K> => state.kind === kind

const Picture = (props: CameraViewProps & { readonly stream: MediaStream }): JSX.Element => (
  <>
    <video
      // Told so before it has a stream: a phone would open its own player otherwise.
      autoplay
      muted
      playsinline
      aria-label={scanTexts.picture}
      ref={(video) => {
        props.scanner.setVideo(video)
        createEffect(() => {
          video.srcObject = props.stream
        })
      }}
    />
    <div class="scan-frame" aria-hidden="true" />
    <p class="scan-aim" role="status">
      {props.hint ?? scanTexts.aim}
    </p>
  </>
)
