import { readFileSync } from 'node:fs'

/**
 * Budgets of the build, gzip. What a page loads first is read from Vite's manifest: names of shared files
 * change with every build, and a pattern that matches nothing would pass for ever.
 */
const built = 'dist/web'
const manifest = JSON.parse(readFileSync(`${built}/.vite/manifest.json`, 'utf8'))
const path = (key) => `${built}/${manifest[key].file}`

/** A file and everything that it imports at once. */
const withImports = (key, seen = new Set()) => {
  if (!seen.has(key)) {
    seen.add(key)
    for (const next of manifest[key].imports ?? []) withImports(next, seen)
  }
  return [...seen].map(path)
}

const heavy = {
  'policy/re2.ts': '48 kB',
  'chat/ChatPage.tsx': '20 kB',
  'ui/MarkdownBody.tsx': '60 kB',
  'tools/form/ToolForm.tsx': '100 kB',
  'session/userManager.ts': '20 kB',
}
/** What a page needs beyond the first load, its own code and what it shares with others. */
const beyondFirst = (key) => {
  const first = new Set(withImports('index.html'))
  return withImports(key).filter((file) => !first.has(file))
}
const lazy = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)

export default [
  { name: 'first load, scripts', path: withImports('index.html'), gzip: true, limit: '130 kB' },
  { name: 'styles', path: `${built}/assets/*.css`, gzip: true, limit: '12 kB' },
  { name: 'fonts', path: `${built}/assets/*.woff2`, gzip: false, brotli: false, limit: '60 kB' },
  ...lazy.map((key) => ({ name: key, path: path(key), gzip: true, limit: heavy[key] ?? '15 kB' })),
  ...['chat/ChatPage.tsx', 'chat/compare/ComparePage.tsx'].map((key) => ({
    name: `${key}, with its imports`,
    path: beyondFirst(key),
    gzip: true,
    limit: '43 kB',
  })),
  {
    name: 'gateways/policy/PolicyPage.tsx, with its imports',
    path: beyondFirst('gateways/policy/PolicyPage.tsx'),
    gzip: true,
    limit: '60 kB',
  },
  { name: 'all scripts', path: `${built}/assets/*.js`, gzip: true, limit: '600 kB' },
]
