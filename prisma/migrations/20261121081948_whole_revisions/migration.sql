-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "deleted_from" "PostState",
ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "pin_order" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pinned_at" TIMESTAMPTZ(3);
