/** How long what is written as base64 is: three bytes in four characters (RFC 4648 section 4). */
export const sizeOf = (base64: string): string =>
  `${new Intl.NumberFormat('en').format(Math.floor((base64.replace(/=+$/, '').length * 3) / 4))} bytes`
