import { expect, test } from 'vitest'

import { applyLines } from './applyLines.ts'

test('both lines name the registry and the file, and hold no token', () => {
  const { arctl, curl } = applyLines('http://127.0.0.1:12121/', 'agent.yaml')
  expect(arctl).toBe('ARCTL_API_BASE_URL=http://127.0.0.1:12121 arctl apply -f agent.yaml')
  expect(curl).toContain('http://127.0.0.1:12121/v0/apply')
  expect(curl).toContain('Bearer $ARCTL_API_TOKEN')
})

test('a file name that a shell would read is one quoted word', () => {
  const { arctl, curl } = applyLines('http://a', "it's $HOME.yaml")
  expect(arctl).toContain(String.raw`-f 'it'\''s $HOME.yaml'`)
  expect(curl).toContain(String.raw`--data-binary '@it'\''s $HOME.yaml'`)
})
