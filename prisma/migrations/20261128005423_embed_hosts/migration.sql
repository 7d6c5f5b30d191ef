-- AlterTable
ALTER TABLE "blog" ADD COLUMN     "embed_hosts" TEXT[] DEFAULT ARRAY[]::TEXT[];
