-- CreateEnum
CREATE TYPE "TokenScope" AS ENUM ('write', 'draft', 'read');

-- AlterTable
ALTER TABLE "api_token" ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "scope" "TokenScope" NOT NULL DEFAULT 'write';
