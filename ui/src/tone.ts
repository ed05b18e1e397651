/** What a colour says; the words beside it always say it too. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'
