import { createContext, useContext } from "react"

const UndescribedContext = createContext(false)

export const UndescribedProvider = UndescribedContext.Provider

/** True while pictures without alt text are marked: a save was refused because of them. */
export function useMarksUndescribed(): boolean {
  return useContext(UndescribedContext)
}
