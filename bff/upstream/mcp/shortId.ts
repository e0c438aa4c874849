/** An id by its beginning: enough to tell two apart, too little to use one. */
export const shortId = (id: string): string => (id.length > 8 ? `${id.slice(0, 8)}…` : id)
