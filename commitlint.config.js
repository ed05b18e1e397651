const scopes = [
  'kiosk',
  'operator',
  'sync-server',
  'shared-schema',
  'printer',
  'couchdb',
  'pix-simulator',
  'ui',
  'e2e',
  'bench',
  'docs',
  'ci',
  'deps',
]

export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    'scope-enum': [2, 'always', scopes],
    'header-max-length': [2, 'always', 72],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
  },
}
