import './service-art.css'
import { type ServiceCode } from '@totem/shared-schema'
import { type JSX, Match, Switch } from 'solid-js'

/** A drawing of a service in its own colour, for people who read little or are in a hurry. */
export const ServiceArt = (props: { readonly code: ServiceCode }): JSX.Element => (
  <svg class="art" viewBox="0 0 400 400" aria-hidden="true">
    <Switch fallback={<Rings />}>
      <Match when={props.code === 'GELO'}>
        <IceBath />
      </Match>
      <Match when={props.code === 'BOTA'}>
        <CompressionBoot />
      </Match>
    </Switch>
  </svg>
)

const IceBath = (): JSX.Element => (
  <>
    <path
      class="art-half art-bob"
      d="M214 66l52 15q9 3 7 12l-15 52q-3 9-12 7l-52-15q-9-3-7-12l15-52q3-9 12-7Z"
    />
    <path
      class="art-solid art-bob"
      d="M96 128l62-22q10-3 13 6l22 60q3 10-6 13l-61 22q-10 3-13-6l-22-60q-3-10 5-13Z"
    />
    <path class="art-shine art-bob" d="M116 148l26-9" />
    <path
      class="art-mid art-bob"
      d="M246 158l66-7q10-1 11 9l7 64q1 10-9 11l-66 7q-10 1-11-9l-7-64q-1-10 9-11Z"
    />
    <path class="art-solid" d="M36 236H382V276Q382 384 274 384H144Q36 384 36 276Z" />
    <path class="art-wave" d="M62 284q24-18 49 0t49 0 49 0 49 0 49 0 49 0" />
    <path class="art-wave" d="M86 326q21-16 42 0t42 0 42 0 42 0 42 0 36 0" />
    <rect class="art-rim" x="14" y="214" width="390" height="34" rx="17" />
  </>
)

/** Chambers of the boot from the thigh down; they fill from the foot up. */
const CompressionBoot = (): JSX.Element => (
  <g class="art-boot">
    <rect class="art-chamber" x="96" y="14" width="168" height="72" rx="32" />
    <rect class="art-chamber" x="104" y="94" width="152" height="66" rx="30" />
    <rect class="art-chamber" x="112" y="168" width="136" height="62" rx="28" />
    <rect class="art-chamber" x="116" y="238" width="128" height="58" rx="27" />
    <path
      class="art-chamber"
      d="M146 304h72q26 0 44 12l74 38q18 10 14 30-2 12-18 12H146q-30 0-30-30v-32q0-30 30-30Z"
    />
  </g>
)

const Rings = (): JSX.Element => (
  <>
    <circle class="art-half" cx="220" cy="220" r="170" />
    <circle class="art-solid" cx="220" cy="220" r="104" />
  </>
)
