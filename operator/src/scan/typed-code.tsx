import { Button, TextField } from '@totem/ui'
import { createSignal, type JSX } from 'solid-js'
import { scanTexts } from './scan.texts.ts'

/** Where a code is pasted, or read into by a hand scanner that types. */
export const TypedCode = (props: {
  readonly error: string | undefined
  readonly onCode: (code: string) => void
}): JSX.Element => {
  const [code, setCode] = createSignal('')
  return (
    <form
      class="scan-typed"
      onSubmit={(event) => {
        event.preventDefault()
        if (code() !== '') props.onCode(code())
      }}
    >
      <TextField
        label={scanTexts.code}
        hint={scanTexts.codeHint}
        error={props.error}
        testId="scan-code"
        autocapitalize="off"
        value={code()}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" data-testid="scan-check" disabled={code() === ''}>
        {scanTexts.check}
      </Button>
    </form>
  )
}
