import { defineMigration } from './migration.ts';

const COLUMNS = [
  'ALTER TABLE "connector" ADD COLUMN "security" text',
  'ALTER TABLE "rule" ADD COLUMN "author_id" text',
  'ALTER TABLE "message" ADD COLUMN "right_of" text',
  'ALTER TABLE "credential" ADD COLUMN "scope" text',
  // A token that is there gets no right that its owner gets later.
  `UPDATE "credential" SET "scope" = (SELECT '{"roles":' || u."roles" || '}' FROM "app_user" u WHERE u."id" = "credential"."user_id") WHERE "kind" = 'token'`,
];

export const migration0014 = defineMigration({
  name: '0014_groups_and_rights',
  at: 1795775006522,
  sqlite: [
    'CREATE TABLE "user_group" ("id" varchar PRIMARY KEY NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL)',
    'CREATE UNIQUE INDEX "user_group_name" ON "user_group" ("name_key") ',
    'CREATE TABLE "group_member" ("group_id" varchar NOT NULL, "user_id" varchar NOT NULL, PRIMARY KEY ("group_id", "user_id"))',
    'CREATE INDEX "group_member_user" ON "group_member" ("user_id") ',
    ...COLUMNS,
  ],
  postgres: [
    'CREATE TABLE "user_group" ("id" character varying NOT NULL, "name" text NOT NULL, "name_key" text NOT NULL, "created_at" bigint NOT NULL, "created_by" text NOT NULL, "modified_at" bigint NOT NULL, "modified_by" text NOT NULL, "version" integer NOT NULL, CONSTRAINT "PK_user_group" PRIMARY KEY ("id"))',
    'CREATE UNIQUE INDEX "user_group_name" ON "user_group"  ("name_key") ',
    'CREATE TABLE "group_member" ("group_id" character varying NOT NULL, "user_id" character varying NOT NULL, CONSTRAINT "PK_group_member" PRIMARY KEY ("group_id", "user_id"))',
    'CREATE INDEX "group_member_user" ON "group_member"  ("user_id") ',
    ...COLUMNS,
  ],
});
