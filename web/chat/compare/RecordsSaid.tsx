import { useMemo } from 'react'

import { mask } from '../../records/asked.ts'
import { Button } from '../../ui/Button.tsx'
import { compareRecords } from './sayRecords.ts'
import type { Side } from './Sides.tsx'
import { SideTable } from './SideTable.tsx'

/** The records of all sides compared; undefined while not all of them can be read. */
function useRecords(sides: readonly Side[]) {
  const [first, second, third, fourth] = sides.map(({ detail }) => detail)
  const all = useMemo(
    () => [first, second, third, fourth].filter((detail) => detail !== undefined),
    [first, second, third, fourth],
  )
  return useMemo(
    () => (all.length === sides.length ? compareRecords(all) : undefined),
    [all, sides.length],
  )
}

/** What the records prove, in a sentence: the same agent, the same image, and what differs. Field by field on demand. */
export function RecordsSaid({ sides, onMore }: { sides: readonly Side[]; onMore: () => void }) {
  const found = useRecords(sides)
  const offline = sides.filter(({ target }) => target?.offlineModel === true).length
  return (
    <>
      {found?.sentence ?? 'Not all of their records can be read.'}
      {offline === sides.length ? (
        <>
          {' '}
          Answers by the <b className="text-ink">offline model</b>.
        </>
      ) : null}
      {offline > 0 && offline < sides.length ? ' Some answers are by the offline model.' : null}
      {found ? (
        <Button size="sm" variant="quiet" className="-my-1 font-normal underline" onClick={onMore}>
          Records
        </Button>
      ) : null}
    </>
  )
}

/** The same, field by field. */
export function RecordsTable({ sides }: { sides: readonly Side[] }) {
  const found = useRecords(sides)
  return (
    <SideTable
      label="Records, side by side"
      sides={sides}
      rows={(found?.rows ?? []).map(({ path, values, state }) => ({
        key: path,
        head: path,
        unknown: state === 'masked',
        ...(state === 'same'
          ? { shared: values[0] }
          : {
              cells: values.map((value) =>
                value === mask ? `${mask} masked` : (value ?? 'not set'),
              ),
            }),
      }))}
    />
  )
}
