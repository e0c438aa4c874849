/** How many columns there is room for. Spelled out, because Tailwind only keeps class names that it can read. */
export interface Layout {
  grid: string
  /** Of a column's head, which stays in sight where all columns stand beside each other. */
  head: string
  cell: string
  /** Of what says whose answer it is, where they stand below each other. */
  label: string
  /** Of the newest question: room to stand at the top, however short its answers are. */
  tall: string
  /** Of a place with nothing in it, which only a row of columns needs. */
  blank: string
}

const two: Layout = {
  grid: '@2xl:grid-cols-2',
  head: '@2xl:sticky @2xl:top-14 @2xl:z-1 @2xl:border-l @2xl:border-l-line @2xl:first:border-l-0',
  cell: '@2xl:border-l @2xl:border-l-line @2xl:first:border-l-0',
  label: '@2xl:hidden',
  tall: '@2xl:min-h-[calc(100dvh-18rem)]',
  blank: 'empty:hidden @2xl:empty:grid',
}
const three: Layout = {
  grid: '@3xl:grid-cols-3',
  head: '@3xl:sticky @3xl:top-14 @3xl:z-1 @3xl:border-l @3xl:border-l-line @3xl:first:border-l-0',
  cell: '@3xl:border-l @3xl:border-l-line @3xl:first:border-l-0',
  label: '@3xl:hidden',
  tall: '@3xl:min-h-[calc(100dvh-18rem)]',
  blank: 'empty:hidden @3xl:empty:grid',
}
const four: Layout = {
  grid: '@[60rem]:grid-cols-4',
  head: '@[60rem]:sticky @[60rem]:top-14 @[60rem]:z-1 @[60rem]:border-l @[60rem]:border-l-line @[60rem]:first:border-l-0',
  cell: '@[60rem]:border-l @[60rem]:border-l-line @[60rem]:first:border-l-0',
  label: '@[60rem]:hidden',
  tall: '@[60rem]:min-h-[calc(100dvh-18rem)]',
  blank: 'empty:hidden @[60rem]:empty:grid',
}

export const layoutOf = (sides: number): Layout => (sides <= 2 ? two : sides === 3 ? three : four)
