import { DeskErrorPage } from "@/components/desk/shell/desk-error-page"

export default function DeskNotFound() {
  return (
    <DeskErrorPage title="There is nothing here">
      This live blog or page does not exist, or your role does not open it. Ask an admin if you need it.
    </DeskErrorPage>
  )
}
