import { type TlsFault } from '../payments/bacen/tls-material.ts'
import { type ProviderFailure } from '../payments/provider.ts'

/** One thing the doctor looked at, and what it saw. */
export type Finding =
  | { readonly about: 'address'; readonly host: string; readonly isHttps: boolean }
  | { readonly about: 'secret'; readonly file: string; readonly isThere: boolean }
  | { readonly about: 'no_certificate'; readonly isHttps: boolean }
  | { readonly about: 'certificate_fault'; readonly fault: TlsFault }
  | {
      readonly about: 'certificate'
      readonly subject: string
      /** Whole days; negative when it has ended. */
      readonly daysLeft: number
      /** Whole days; positive when it is not valid yet. */
      readonly daysUntilValid: number
    }
  | { readonly about: 'access'; readonly failure: ProviderFailure | null }
  | { readonly about: 'key'; readonly failure: ProviderFailure | null }
  | {
      readonly about: 'webhook'
      /** Where the bank calls; its path holds a token and stays out. */
      readonly registered: string | null
      readonly expected: string | null
    }
  | { readonly about: 'test_charge'; readonly failure: ProviderFailure | null }

/** How a finding is to be taken. */
export type Severity = 'good' | 'warning' | 'bad'

/** Fewer days than this call for a new certificate: the cooperative takes its time. */
const renewalDays = 30

/** Judges a finding. */
export const severityOf = (finding: Finding): Severity => {
  switch (finding.about) {
    case 'address':
      return finding.isHttps ? 'good' : 'warning'
    case 'secret':
      return finding.isThere ? 'good' : 'bad'
    case 'no_certificate':
      return finding.isHttps ? 'bad' : 'warning'
    case 'certificate_fault':
      return 'bad'
    case 'certificate':
      if (finding.daysLeft < 0 || finding.daysUntilValid > 0) return 'bad'
      return finding.daysLeft < renewalDays ? 'warning' : 'good'
    case 'webhook':
      if (finding.registered === null) return 'warning'
      return finding.registered === (finding.expected ?? finding.registered) ? 'good' : 'bad'
    case 'access':
    case 'key':
    case 'test_charge':
      return finding.failure === null ? 'good' : 'bad'
  }
}
