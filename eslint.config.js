import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import solid from 'eslint-plugin-solid'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const tests = ['**/*.test.{ts,tsx}', '**/_*.{ts,tsx}', 'e2e/**/*.ts']

const house = {
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/explicit-module-boundary-types': 'error',
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    // Hono's route methods return the same instance, typed as its base class.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    '@typescript-eslint/no-unsafe-type-assertion': 'error',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', 3],
    'no-console': 'error',
    'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
  },
}

const pureDomain = {
  files: ['shared-schema/src/**/*.ts'],
  ignores: ['shared-schema/src/local-store/**', ...tests],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'The domain takes time as an argument.' },
      {
        object: 'Math',
        property: 'random',
        message: 'The domain takes randomness as an argument.',
      },
    ],
  },
}

const environmentIsReadOnce = {
  files: ['{sync-server,couchdb,pix-simulator}/src/**/*.ts'],
  ignores: ['**/env.ts', '**/main.ts', ...tests],
  rules: {
    'no-restricted-properties': [
      'error',
      { object: 'process', property: 'env', message: 'Only env.ts reads the environment.' },
    ],
  },
}

const solidParts = {
  files: ['{kiosk,operator,ui}/**/*.{ts,tsx}'],
  extends: [solid.configs['flat/typescript']],
  rules: {
    'solid/components-return-once': 'error',
    'solid/event-handlers': 'error',
    'solid/imports': 'error',
    'solid/no-react-deps': 'error',
    'solid/no-react-specific-props': 'error',
    'solid/reactivity': 'error',
    'solid/self-closing-comp': 'error',
    'solid/style-prop': 'error',
  },
}

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', 'data/', '**/playwright-report/', '**/test-results/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  house,
  pureDomain,
  environmentIsReadOnce,
  solidParts,
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    files: ['**/page/**/*.js'],
    languageOptions: {
      globals: {
        document: 'readonly',
        window: 'readonly',
        DOMParser: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  { files: ['**/*.config.ts', '**/*.config.js'], rules: { 'no-restricted-exports': 'off' } },
  prettier,
)
