-- AlterTable
ALTER TABLE "post" ADD COLUMN     "editor_note" TEXT NOT NULL DEFAULT '';
