/** Drawn on 16 × 16 with a 1.5 stroke, so that they sit beside text of any size. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  chevronDown: 'M4 6l4 4l4-4',
  chevronRight: 'M6 4l4 4l-4 4',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM10.3 10.3l3.4 3.4',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  external: 'M9 2.5h4.5V7M13.5 2.5L7.5 8.5M11.5 9.5v4h-9v-9h4',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.5L13 6M13 2.5V6H9.5',
  sun: 'M8 5a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z',
  system: 'M1.5 2.5h13v8.5h-13zM5.5 14h5M8 11v3',
  wire: 'M1.5 5.5h10l-2.5-3M14.5 10.5h-10l2.5 3',
  pencil: 'M2.5 13.5l.8-3.3l7.4-7.4l2.5 2.5l-7.4 7.4zM9.2 4.3l2.5 2.5',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9',
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM8 7v4.5M8 4.5v.5',
  person: 'M8 2a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM2.5 14a5.5 5.5 0 0 1 11 0',
  play: 'M4.5 2.5l8.5 5.5l-8.5 5.5z',
  filter: 'M2 3.5h12l-4.5 5v5l-3-1.5V8.5z',
  key: 'M5 7.5a3 3 0 1 1 0 6a3 3 0 1 1 0-6zM7.2 8.3l6.3-6.3M11 4.5l2 2',
  signOut: 'M6.5 2.5h-4v11h4M6.5 8h7.5M11 5l3 3l-3 3',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  expand: 'M2.5 6v-3.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
} as const

export type IconName = keyof typeof paths

/** Decoration beside words: it is hidden from screen readers, so the control must name itself. */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={`shrink-0 fill-none stroke-current [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.5] ${className}`}
    >
      <path d={paths[name]} />
    </svg>
  )
}
