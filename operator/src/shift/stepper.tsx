import './stepper.css'
import { Button } from '@totem/ui'
import { type JSX } from 'solid-js'
import { shiftTexts } from './shift.texts.ts'

/** The most devices a service can have in a shift. */
export const maxDevices = 50

/** What a stepper counts. */
export interface StepperProps {
  readonly name: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly testId: string
}

/** Counts devices with two large buttons, or by typing. */
export const Stepper = (props: StepperProps): JSX.Element => {
  const change = (value: number): void =>
    props.onChange(Math.min(maxDevices, Math.max(0, Math.trunc(value) || 0)))
  return (
    <div class="stepper">
      <Button
        aria-label={shiftTexts.fewer(props.name)}
        disabled={props.value === 0}
        onClick={() => change(props.value - 1)}
      >
        −
      </Button>
      <input
        type="number"
        inputmode="numeric"
        min="0"
        max={maxDevices}
        aria-label={shiftTexts.devices(props.name)}
        data-testid={props.testId}
        value={props.value}
        onInput={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <Button
        aria-label={shiftTexts.more(props.name)}
        disabled={props.value === maxDevices}
        onClick={() => change(props.value + 1)}
      >
        +
      </Button>
    </div>
  )
}
