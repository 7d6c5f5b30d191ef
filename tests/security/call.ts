/** What every payload does when it runs; tests watch it. */
export const CALL = "alert(1)"
