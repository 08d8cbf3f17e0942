import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFiles } from "../find-files.ts";
import { repositoryRoot } from "../report-problems.ts";
import { checkChineseTerms } from "./chinese-terms.ts";

it.each([
  ["使用应用的管理员账号。", "“应用的管理员账号” should be “App 管理员账号”"],
  ["用密钥签发 UserSig。", "“签发 UserSig” should be “生成 UserSig”"],
  ["境外的服务器", "“境外” should be “海外地区”"],
  ["打开一个拉取请求", "“拉取请求” should be “PR”"],
  ["你的应用", "“你” should be “您”"],
])("finds the wrong word in %s", (text, problem) => {
  expect(checkChineseTerms("page.md", `第一行\n${text}`)).toEqual([`page.md:2: ${problem}`]);
});

it("accepts the vendor's words", () => {
  expect(
    checkChineseTerms("page.md", "App 管理员账号生成 UserSig，放行海外地区的出口地址；您的 PR 已拦截。"),
  ).toEqual([]);
});

it("finds nothing in what programs say in Chinese", async () => {
  const paths = await findFiles(
    repositoryRoot,
    "packages/*/src/**/{zh-cn/*,chinese-*,*-guide,code-ranges}.ts",
  );
  const problems = await Promise.all(
    paths.map(async (path) => checkChineseTerms(path, await readFile(join(repositoryRoot, path), "utf8"))),
  );
  expect(paths.length).toBeGreaterThan(5);
  expect(problems.flat()).toEqual([]);
});
