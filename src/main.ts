// One bundle for all: dist/index.js calls `action`, dist/post.js calls `post`, dist/cli.js calls `cli`.
export { action } from './action'
export { cli } from './cli'
export { post } from './post'
