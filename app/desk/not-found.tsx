import { ProblemPage } from "@/components/desk/shell/problem-page"

export default function DeskNotFound() {
  return (
    <ProblemPage title="There is nothing here">
      This live blog or page does not exist, or your role does not open it. Ask an admin if you need it.
    </ProblemPage>
  )
}
