// One bundle for both: dist/index.js calls `action`, dist/cli.js calls `cli`.
export { action } from './action'
export { cli } from './cli'
