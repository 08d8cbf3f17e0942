import { expect, test } from "vitest";
import { endpointProblem, isKnownEndpoint } from "./endpoint.ts";

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
  ["console.tim.qq.com", "full URL"],
  ["", "full URL"],
  ["https://", "full URL"],
  ["https://admin:hunter2@console.tim.qq.com", "user name or password"],
  ["https://admin@console.tim.qq.com", "user name or password"],
  ["https://console.tim.qq.com/?", "query"],
  ["https://console.tim.qq.com?a=1", "query"],
  ["https://console.tim.qq.com/#v4", "fragment"],
  ["https://console.tim.qq.com/v4", "must not end with /v4"],
  ["https://gateway.example/chat/v4/", "must not end with /v4"],
  [" https://console.tim.qq.com", "whitespace"],
  ["https://console.tim.qq.com\n", "whitespace"],
  ["https://console.\ttim.qq.com", "whitespace"],
])("refuses %j", (text, words) => {
  expect(endpointProblem(text)).toContain(words);
});

test.each([
  "https://console.tim.qq.com",
  "https://CONSOLE.tim.qq.com:443/",
  "https://adminapi.my-imcloud.com",
  "https://adminapiksa.im.qcloud.com",
  "http://localhost:8080",
  "http://127.0.0.1",
  "https://[::1]:8443",
])("knows the endpoint %s", (text) => {
  expect(isKnownEndpoint(text)).toBe(true);
  expect(isKnownEndpoint(new URL(text))).toBe(true);
});

test.each([
  "https://gateway.example",
  "https://console.tim.qq.com.example",
  "https://console.tim.qq.com@gateway.example",
  "https://console.tim.qq.com:8443",
  "https://console.tim.qq.com.",
  "https://evil-console.tim.qq.com",
  "https://qcloud.com",
  "http://console.tim.qq.com",
  "https://10.0.0.1",
  "console.tim.qq.com",
  "",
])("does not know the endpoint %j", (text) => {
  expect(isKnownEndpoint(text)).toBe(false);
});

test("does not quote a password", () => {
  expect(endpointProblem("https://admin:hunter2@console.tim.qq.com")).not.toContain("hunter2");
});
