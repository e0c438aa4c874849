import { call } from './seed.ts'

const args = encodeURIComponent(JSON.stringify(call.arguments))

/** Every page of the console that an operator can open now. */
export const routes = {
  home: '/',
  tools: `/tools?as=alice&tool=${call.tool}&args=${args}`,
  compare: `/tools/compare?as=alice,bob&tool=${call.tool}&args=${args}`,
  matrix: '/tools/compare?view=matrix',
  wire: '/wire',
  'your sign-ins': '/signins',
  'no such page': '/nowhere',
} as const

export const themes = ['light', 'dark'] as const

/** The same address as it looks in a theme, at the desk or on stage. */
export function looking(address: string, theme: string, stage = false): string {
  return `${address}${address.includes('?') ? '&' : '?'}theme=${theme}${stage ? '&stage=1' : ''}`
}
