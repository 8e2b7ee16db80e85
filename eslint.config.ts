import pluginVue from 'eslint-plugin-vue'
import tseslint, { type ConfigArray } from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { LANGUAGES } from './src-shared/languages/languages.ts'

/** Packages that a folder must not import; imports between folders are checked by build/import-rules.ts. */
const withoutPackages = (files: string[], packages: string[], message: string): ConfigArray[number] => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: packages.map((name) => ({ regex: `^${name}(/|$)`, message })) },
    ],
  },
})
const code = (folder: string) => [`${folder}/**/*.{ts,vue}`]

const anyCode = `/^(${LANGUAGES.join('|')})$/`
/** A language is its folder and its entry in languages.ts: nothing else compares with a code or lists languages. */
const withoutLanguageCodes = [`Literal[value=${anyCode}]`, `Property > Identifier.key[name=${anyCode}]`].map(
  (selector) => ({
    selector,
    message:
      'Put what differs between languages into LanguageDefinition and the folders in src-shared/languages.',
  }),
)

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test-results/**', 'test/fixtures/**'] },
  ...tseslint.configs.recommended,
  ...pluginVue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/valid-v-slot': ['error', { allowModifiers: true }],
    },
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // An import of types alone is erased whole: otherwise the file is loaded all the same, and cycles come about.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  withoutPackages(
    code('src-shared'),
    ['node:.*', 'electron', 'vue', 'better-sqlite3', 'pg', 'kysely', 'xlsx', 'yazl', 'yauzl'],
    'src-shared runs anywhere: no Node, no DOM, no Electron.',
  ),
  withoutPackages(
    code('src-main/backend'),
    ['electron', 'electron-store', 'node:http', 'vue', 'vuetify'],
    'The backend is plain Node: no host, no window.',
  ),
  withoutPackages(
    // The one maker of HTTP servers, all of them on loopback.
    ['src-main/backend/kernel/loopback/**/*.ts'],
    ['electron', 'electron-store', 'vue', 'vuetify'],
    'The backend is plain Node: no host, no window.',
  ),
  withoutPackages(code('src-main/desktop'), ['vue'], 'The desktop host has no part of the window.'),
  withoutPackages(
    code('src-main/browser'),
    ['electron', 'vue', 'node:http'],
    'The browser host is plain Node; `backend/kernel/loopback` makes its HTTP server.',
  ),
  withoutPackages(code('src-preload'), ['node:.*', 'vue'], 'The preload knows Electron and src-shared only.'),
  withoutPackages(
    [...code('src-renderer'), ...code('test/workbench')],
    ['node:.*', 'electron', 'better-sqlite3', 'pg', 'kysely'],
    'The window runs in a sandbox: no Node, no Electron, no database.',
  ),
  {
    files: ['src-main', 'src-preload', 'src-renderer', 'src-shared'].flatMap(code),
    ignores: ['src-shared/languages/**'],
    rules: {
      'no-restricted-syntax': ['error', ...withoutLanguageCodes],
      'vue/no-restricted-syntax': ['error', ...withoutLanguageCodes],
    },
  },
  {
    files: ['src-main/desktop/**/*.ts'],
    ignores: ['src-main/desktop/guarded-ipc.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...withoutLanguageCodes,
        {
          selector: "ImportSpecifier[imported.name='ipcMain']",
          message: 'Use guarded-ipc.ts: it checks channel, sender and shape.',
        },
      ],
    },
  },
  {
    files: code('src-main/backend'),
    ignores: ['src-main/backend/kernel/files/private-files.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...withoutLanguageCodes,
        {
          selector: 'ImportSpecifier[imported.name=/^(copyFile|copyFileSync|cp|cpSync)$/]',
          message: 'Use copyPrivately: a copy has the rights of its original otherwise.',
        },
      ],
    },
  },
  { files: ['build/**/*.ts', 'test/bench/**/*.ts', 'docs/**/*.mjs'], rules: { 'no-console': 'off' } },
)
