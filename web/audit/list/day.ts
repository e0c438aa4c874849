const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })

/** The day of a time, in Unix milliseconds, as people say it: "Nov 20". */
export const sayDay = (at: number): string => day.format(at)
