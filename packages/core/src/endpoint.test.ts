import { expect, test } from "vitest";
import { endpointProblem } from "./endpoint.ts";

test.each([
  "https://console.tim.qq.com",
  "https://console.tim.qq.com/",
  "https://gateway.example:8443/chat",
  "https://[2001:db8::1]:8443",
  "http://localhost:8080",
  "http://127.0.0.1:8080",
  "http://127.3.2.1",
  "http://[::1]:8080/",
])("accepts %s", (text) => {
  expect(endpointProblem(text)).toBeNull();
});

test.each([
  ["http://console.tim.qq.com", "https://"],
  ["http://localhost.example", "https://"],
  ["http://127.0.0.1.example", "https://"],
  ["http://10.0.0.1", "https://"],
  ["ftp://console.tim.qq.com", "https://"],
  ["console.tim.qq.com", "whole URL"],
  ["", "whole URL"],
  ["https://", "whole URL"],
  ["https://admin:hunter2@console.tim.qq.com", "user name or password"],
  ["https://admin@console.tim.qq.com", "user name or password"],
  ["https://console.tim.qq.com/?", "query"],
  ["https://console.tim.qq.com?a=1", "query"],
  ["https://console.tim.qq.com/#v4", "fragment"],
  [" https://console.tim.qq.com", "whitespace"],
  ["https://console.tim.qq.com\n", "whitespace"],
  ["https://console.\ttim.qq.com", "whitespace"],
])("refuses %j", (text, words) => {
  expect(endpointProblem(text)).toContain(words);
});

test("does not quote a password", () => {
  expect(endpointProblem("https://admin:hunter2@console.tim.qq.com")).not.toContain("hunter2");
});
