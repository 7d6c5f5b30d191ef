/** Items keyed by their place: for lists that are drawn once and never change their order. */
export function withPlaces<T>(items: readonly T[]): { key: string; item: T }[] {
  return items.map((item, place) => ({ key: String(place), item }))
}
