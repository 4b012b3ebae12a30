import { sha256 } from '../resources/text'

/** The name of the folder in `originals/` that keeps what stood in a place: a place may be no file name. */
export const originalOf = (place: string): string => sha256(place)
