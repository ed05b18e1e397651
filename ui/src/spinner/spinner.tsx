import './spinner.css'
import { type JSX } from 'solid-js'

/** A turning ring, one `em` high. What is being waited for is said by the text beside it. */
export const Spinner = (): JSX.Element => <span class="ui-spinner" aria-hidden="true" />
