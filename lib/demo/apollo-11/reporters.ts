/** The invented people of the desk that tells this story. */
export const MARIAN = "Marian Holt"
export const DANIEL = "Daniel Osei"
export const INES = "Ines Calder"
