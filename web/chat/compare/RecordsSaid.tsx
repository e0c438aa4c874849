import { useMemo } from 'react'

import { mask } from '../../records/asked.ts'
import { Fold } from '../parts/Fold.tsx'
import { compareRecords } from './sayRecords.ts'
import type { Side } from './Sides.tsx'
import { SideTable } from './SideTable.tsx'

/** What the records prove: the same agent, the same image, and what differs between the Deployments. */
export function RecordsSaid({ sides }: { sides: readonly Side[] }) {
  const details = sides.map(({ detail }) => detail)
  const known = details.filter((detail) => detail !== undefined)
  const [first, second, third, fourth] = details
  const found = useMemo(
    () => compareRecords([first, second, third, fourth].filter((detail) => detail !== undefined)),
    [first, second, third, fourth],
  )
  const offline = sides.filter(({ target }) => target?.offlineModel === true).length
  return (
    <div className="grid min-w-0 flex-1 basis-80 gap-1">
      <p className="text-ink-2">
        {known.length === sides.length ? found.sentence : 'Not all of the records can be read.'}
        {offline === sides.length ? (
          <>
            {' '}
            Answers by the <b className="text-ink">offline model</b>.
          </>
        ) : null}
        {offline > 0 && offline < sides.length ? ' Some answers are by the offline model.' : null}
      </p>
      {known.length === sides.length ? (
        <Fold summaryClass="w-fit py-0.5 text-sm text-ink-2" summary="Their records">
          {() => (
            <SideTable
              label="Records, side by side"
              sides={sides}
              rows={found.rows.map(({ path, values, state }) => ({
                key: path,
                head: path,
                ...(state === 'same'
                  ? { shared: values[0] }
                  : {
                      cells: values.map((value) =>
                        value === mask ? `${mask} masked` : (value ?? 'not set'),
                      ),
                    }),
              }))}
            />
          )}
        </Fold>
      ) : null}
    </div>
  )
}
