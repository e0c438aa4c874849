/**
 * Whether a request comes from a program of this machine and not from a web page: pages send an Origin, and
 * a name that was rebound to this machine is another Host.
 */
export const isFromThisMachine = (headers: Headers): boolean =>
  headers.get('origin') === null &&
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.get('host') ?? '')
