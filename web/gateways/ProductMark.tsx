import type { GatewayProduct } from '#bff'

/** Shapes of our own for what a gateway is: an arch, a quartered circle, two arrows, a plain door. */
const drawings: Record<GatewayProduct, string> = {
  agentgateway: 'M2 14V8a6 6 0 0 1 12 0v6M5.5 14V8.5a2.5 2.5 0 0 1 5 0V14M1 14h14',
  kuadrant: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM8 1.5v13M1.5 8h13',
  'mcp-proxy': 'M2 5.5h11l-3-3M14 10.5H3l3 3',
  other: 'M3 1.5h10v13H3zM10.5 8v.4',
}

/** The product's mark; its name always stands beside it. */
export function ProductMark({
  product,
  className = 'size-5',
}: {
  product: GatewayProduct
  className?: string
}) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={`shrink-0 fill-none stroke-current text-ink-2 [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.2] ${className}`}
    >
      <path d={drawings[product]} />
    </svg>
  )
}
