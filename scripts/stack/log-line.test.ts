import { expect, test } from 'vitest'
import { parseLogLine } from './log-line.ts'

test.for([
  {
    raw: '{"level":30,"time":1,"pid":7,"hostname":"h","msg":"listening","port":8080}',
    line: { level: 'info', text: 'listening port=8080' },
  },
  {
    raw: '{"level":40,"msg":"slow","route":"/sync","detail":{"ms":12}}',
    line: { level: 'warning', text: 'slow route=/sync detail={"ms":12}' },
  },
  { raw: '{"level":50,"msg":"broken"}', line: { level: 'error', text: 'broken' } },
  { raw: '{"level":60,"msg":"dead"}', line: { level: 'error', text: 'dead' } },
  { raw: 'plain words', line: { level: 'warning', text: 'plain words' } },
  { raw: '{"not":"pino"}', line: { level: 'warning', text: '{"not":"pino"}' } },
  { raw: '{broken json', line: { level: 'warning', text: '{broken json' } },
] as const)('$raw becomes $line.level: $line.text', ({ raw, line }) => {
  expect(parseLogLine('gateway', raw, 'warning')).toEqual({ process: 'gateway', ...line })
})
