"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { Failure } from "@/components/desk/forms/result"
import type { BlogHealth, Collaborator } from "@/lib/collaboration/types"
import { connectDesk, type DeskClient, type DeskConnectionState, type SavedMessage } from "./desk-connection"

/** Whoever has not typed for this long writes no more, as far as colleagues are told. */
const TYPING_STATUS_MS = 20_000

export type Collaboration = {
  /** Everybody else at this desk. */
  people: Collaborator[]
  /** Undefined: not told yet; null: they cannot be read at the moment. */
  vitals: BlogHealth | null | undefined
  state: DeskConnectionState
  failure: Failure | null
  /** Something was typed into the new post. */
  noteWriting: () => void
  /** It was saved. */
  noteSaved: () => void
}

/** Joins the others at a desk: hears what they save and do, and tells them what is done here. */
export function useCollaboration(
  place: { userId: string; blogId: string },
  editing: ReadonlySet<string>,
  onSaved: (saved: SavedMessage) => void,
): Collaboration {
  const { userId, blogId } = place
  const [people, setPeople] = useState<Collaborator[]>([])
  const [vitals, setVitals] = useState<BlogHealth | null | undefined>(undefined)
  const [link, setLink] = useState<{ state: DeskConnectionState; failure: Failure | null }>({
    state: "connecting",
    failure: null,
  })
  const [writing, setWriting] = useState(false)
  const desk = useRef<DeskClient | null>(null)
  const saved = useRef(onSaved)
  saved.current = onSaved

  useEffect(() => {
    const joined = connectDesk({
      blogId,
      onSaved: (what) => saved.current(what),
      onPeople: (all) => setPeople(all.filter(({ id }) => id !== userId)),
      onVitals: setVitals,
      onState: (state, failure) => setLink({ state, failure }),
    })
    desk.current = joined
    return joined.stop
  }, [blogId, userId])

  useEffect(() => desk.current?.tell({ writing, editing: [...editing].slice(0, 10).sort() }), [writing, editing])

  const quiet = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const noteWriting = useCallback(() => {
    setWriting(true)
    clearTimeout(quiet.current)
    quiet.current = setTimeout(() => setWriting(false), TYPING_STATUS_MS)
  }, [])
  const noteSaved = useCallback(() => setWriting(false), [])
  useEffect(() => () => clearTimeout(quiet.current), [])

  return { people, vitals, ...link, noteWriting, noteSaved }
}
