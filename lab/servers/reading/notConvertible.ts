/** What cannot be made readable; the message says what would do. */
export class NotConvertible extends Error {}
