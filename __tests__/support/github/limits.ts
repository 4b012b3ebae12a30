import type { Answer } from '../emulator/faults'
import { failure, unprocessable } from './answer'

// What GitHub enforces and its description says in prose at most. That a check run takes 50 annotations a request, and
// 65,535 characters of a summary, stands in the schema.
const commentCharacters = 65_536
const annotationBytes = 64 * 1024
const titleCharacters = 255
const statusCharacters = 140

interface Output {
  readonly annotations?: readonly AnnotationAsked[] | undefined
}

interface AnnotationAsked {
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number | undefined
  readonly message: string
  readonly title?: string | undefined
  readonly raw_details?: string | undefined
}

/** The answer to a check run with an annotation that is not to be had, or undefined where all are. */
export function checkRunOverLimit(output: Output | undefined): Answer | undefined {
  return output?.annotations?.map(annotationOverLimit).find(over => over !== undefined)
}

function annotationOverLimit(annotation: AnnotationAsked): Answer | undefined {
  const { message, title = '', raw_details: details = '', start_line, end_line, start_column } = annotation
  if (Buffer.byteLength(message) > annotationBytes || Buffer.byteLength(details) > annotationBytes)
    return invalid('An annotation’s message and details have at most 64 KB.')
  if (title.length > titleCharacters) return invalid(`An annotation’s title has at most ${titleCharacters} characters.`)
  if (start_line < 1 || end_line < start_line) return invalid('end_line is before start_line, or start_line below 1.')
  return start_column !== undefined && start_line !== end_line
    ? invalid('Columns are allowed only where start_line is end_line.')
    : undefined
}

/** The answer to a comment that is too long or empty. GitHub counts characters as a person would see code points. */
export function textOverLimit(resource: string, text: string): Answer | undefined {
  if (text.trim() === '') return unprocessable(resource, 'body', "Body can't be blank")
  if ([...text].length <= commentCharacters) return undefined
  return unprocessable(resource, 'body', `Body is too long (maximum is ${commentCharacters} characters)`)
}

/** The answer to a description of a deployment's status that is too long. */
export function statusOverLimit(description: string): Answer | undefined {
  if (description.length <= statusCharacters) return undefined
  const message = `description is too long (maximum is ${statusCharacters} characters)`
  return unprocessable('DeploymentStatus', 'description', message)
}

const invalid = (why: string): Answer => failure(422, `Invalid request.\n\n${why}`)
