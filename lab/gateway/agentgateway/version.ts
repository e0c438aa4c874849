/** The release whose wire this gateway speaks; `clientInfo` of its handshakes and `/api/runtime` say so. */
export const version = '1.4.1'

/** The commit at which that wire was read. */
export const gitRevision = '75b4e6ce6'
