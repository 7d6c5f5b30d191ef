-- AlterTable
ALTER TABLE "kept_text" DROP CONSTRAINT "kept_text_pkey",
ADD CONSTRAINT "kept_text_pkey" PRIMARY KEY ("user_id", "blog_id", "post_id", "writer");
