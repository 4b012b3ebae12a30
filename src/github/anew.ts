import { isUnsure } from './refusal'

/**
 * Does a work that looks at what is there and makes what is not; once more where nobody knows whether it was made. Asking again for the
 * making alone would make it twice.
 */
export async function anew<Made>(work: () => Promise<Made>): Promise<Made> {
  try {
    return await work()
  } catch (error) {
    if (!isUnsure(error)) throw error
    return work()
  }
}
