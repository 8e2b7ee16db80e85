/**
 * Words that do not belong in this code base: private metaphors, old-fashioned words, and words that had several
 * meanings here. `use` is what an engineer of the field would write. Checked in code, comments, tests and texts, word
 * by word, in identifiers too.
 */
export const bannedWords: readonly { readonly words: readonly string[]; readonly use: string }[] = [
  { words: ['deed', 'deeds'], use: 'operation, details (of an operation), action' },
  { words: ['wish', 'wishes', 'wished', 'wishing'], use: 'request, requested' },
  { words: ['desk', 'desks'], use: 'context' },
  { words: ['swing', 'swings', 'swung'], use: 'revert' },
  { words: ['hindrance', 'hindrances', 'hinder', 'hinders'], use: 'conflict, obstacle, prevent' },
  { words: ['standing', 'standings'], use: 'snapshot, settings, current' },
  { words: ['stand', 'stands', 'stood'], use: 'be, remain, apply, be stored, be displayed' },
  {
    words: ['tell', 'tells', 'told', 'telling'],
    use: 'report, notify, emit, say, show, distinguish',
  },
  { words: ['speak', 'speaks', 'speaker', 'spoken', 'spoke'], use: 'refer to, translator, use' },
  { words: ['hear', 'hears', 'heard'], use: 'receive, listen' },
  { words: ['heed', 'heeds', 'heeded'], use: 'apply, follow' },
  { words: ['obey', 'obeys', 'obeyed'], use: 'run, follow' },
  { words: ['hush', 'hushed'], use: 'dismiss' },
  { words: ['breathe', 'breathes', 'breath'], use: 'yield to the event loop' },
  { words: ['nap', 'naps'], use: 'wait, pause' },
  { words: ['dear', 'dearer', 'dearest'], use: 'expensive' },
  { words: ['mend', 'mends', 'mended', 'mending', 'mendable'], use: 'fix, correct' },
  { words: ['anew'], use: 'again' },
  { words: ['midway'], use: 'while it is running' },
  { words: ['judge', 'judges', 'judged', 'judging', 'judgement'], use: 'check, evaluate' },
  { words: ['fate', 'fates'], use: 'outcome' },
  { words: ['doctored', 'spoilt'], use: 'altered, corrupt' },
  { words: ['goods'], use: 'items' },
]

/** Phrases and single identifiers, as regular expressions. */
export const bannedPatterns: readonly { readonly pattern: RegExp; readonly use: string }[] = [
  { pattern: /\b(left|leaves?|leaving) alone\b/i, use: 'skipped, unchanged' },
  { pattern: /\b(became|becomes?|come) of\b/i, use: 'happened to' },
  { pattern: /\bat hand\b/i, use: 'available' },
  { pattern: /\bhang(s|ing)? ?up\b|\bhangUp\b/, use: 'release, close' },
  { pattern: /\bgiveUp\b/, use: 'abandon, cancel, fail' },
  { pattern: /\bsuch\(/, use: 'listExamples' },
  { pattern: /\b(createB|B)order(Parts|Dependencies)?\b/, use: 'ContractServer' },
  { pattern: /\b[A-Z]\w*Parts\b(?=[ ,;)}>]|$)/, use: '…Dependencies' },
  // Norwegian texts.
  { pattern: /\b(latt|la|lar) være\b/i, use: 'hoppet over, uendret' },
  { pattern: /\bgjort på nytt\b/i, use: 'gjort om' },
]

/** Names that must stay, since they are stored or written by others, each with the reason. */
export const exempt: readonly {
  readonly files: RegExp
  readonly words: readonly string[]
  readonly why: string
}[] = [
  {
    files: /^(src-main\/backend\/storage\/sqlite\/migrations\/|test\/integration\/.*migration)/,
    words: ['deed'],
    why: 'Migrations that have run are never changed; a later one renames the column.',
  },
  {
    files: /(mail-words|message-states|status-line|smtp\/problems|\/smtp\.spec)/,
    words: ['spoken'],
    why: '`tls-not-spoken` is a problem of the contract, stored with messages.',
  },
  {
    files: /^CHANGELOG\.md$/,
    words: ['deed', 'standing', 'stands'],
    why: 'It lists the names before the renaming.',
  },
]
