/** ssh2, loaded when the first connection or key needs it: it takes 20 to 35 ms that `validate` need not wait for. */
export const ssh2 = () => import('ssh2')
