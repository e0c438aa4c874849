/** Which record, where its name alone does not say it: its namespace (none: `default`) and its tag. */
export interface RecordAt {
  namespace?: string | undefined
  tag?: string | undefined
}

/** The part of a query or body that is given; a registry without personas is asked as nobody. */
export function asked(as: string, { namespace, tag }: RecordAt = {}) {
  return {
    ...(as !== '' && { as }),
    ...(namespace !== undefined && { namespace }),
    ...(tag !== undefined && { tag }),
  }
}

/** What the console server puts in a masked place. Applied again, it keeps the value that is there. */
export const mask = '••••'
