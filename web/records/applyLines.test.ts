import { execFileSync } from 'node:child_process'

import { expect, test } from 'vitest'

import { applyLines } from './applyLines.ts'

test('both lines name the registry and the file, and hold no token', () => {
  const { arctl, curl } = applyLines('http://127.0.0.1:12121/', 'agent.yaml')
  expect(arctl).toBe('ARCTL_API_BASE_URL=http://127.0.0.1:12121 arctl apply -f agent.yaml')
  expect(curl).toContain('http://127.0.0.1:12121/v0/apply')
  expect(curl).toContain('Bearer $ARCTL_API_TOKEN')
})

test('a shell reads an awkward file name as one word', () => {
  const { curl } = applyLines('http://a', "it's $HOME.yaml")
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${curl}`], {
    encoding: 'utf8',
    env: { ARCTL_API_TOKEN: 't' },
  }).split('\n')
  expect(words).toContain("@it's $HOME.yaml")
  expect(words).toContain('Authorization: Bearer t')
})
