import type { GatewayView } from '#bff'

/** The first persona of the URL (`as=bob,alice`) that may act at the gateway; without any, its own first. */
export function lookAs(asked: string | null, { personas }: Pick<GatewayView, 'personas'>): string {
  return (asked ?? '').split(',').find((id) => personas.includes(id)) ?? personas[0] ?? ''
}
