-- AlterTable
ALTER TABLE "blog" ADD COLUMN     "front_lead" BOOLEAN NOT NULL DEFAULT false;
