import { Fragment, type ReactNode } from 'react'

import { mask } from '../records/asked.ts'
import type { DiffRow } from '../records/diffDeployments.ts'
import { standpointClass, type Standpoint } from '../ui/standpoint.ts'

const standpoints: readonly Standpoint[] = [0, 1, 2, 3]

/** Paths down, Deployments across. A value that all share is written once, across all of them. */
export function DiffTable({
  rows,
  heads,
}: {
  rows: readonly DiffRow[]
  heads: readonly ReactNode[]
}) {
  return (
    <table
      className={`w-full table-fixed border-collapse ${heads.length > 1 ? 'min-w-[34rem]' : ''}`}
    >
      <thead>
        <tr className="border-b border-line align-top">
          <th scope="col" className="w-36 px-4 @3xl:w-48 py-4 text-start text-sm text-ink-2">
            In each Deployment
          </th>
          {heads.map((head, at) => (
            <th
              key={`head ${at + 1}`}
              scope="col"
              className="h-px border-l border-line p-0 text-start"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, values, state }) => (
          <tr key={path} className="border-b border-line last:border-b-0">
            <th
              scope="row"
              className="truncate px-4 py-2 text-start font-mono text-sm font-normal text-ink-2"
              title={path}
            >
              {path}
            </th>
            {state === 'same' ? (
              <td
                colSpan={heads.length}
                className="border-l border-line px-4 py-2 text-center font-mono text-sm wrap-anywhere"
              >
                {values[0]}
                {heads.length > 1 ? <span className="sr-only"> in all of them</span> : null}
              </td>
            ) : (
              values.map((value, at) => (
                <Fragment key={`value ${at + 1}`}>
                  <td
                    className={`border-l border-line px-4 py-2 font-mono text-sm wrap-anywhere ${
                      state === 'differs'
                        ? `font-bold ${standpointClass[standpoints[at] ?? 0].text}`
                        : 'text-ink-2'
                    }`}
                  >
                    {value === mask ? `${mask} masked` : (value ?? 'not set')}
                  </td>
                </Fragment>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
