import { expect, test } from "vitest";
import { createFaultScript, type Fault, type FaultTarget } from "./fault-script.ts";

const target: FaultTarget = {
  netType: "0",
  command: "ConfigSvc/GetIPList",
  host: "main",
  sdkAppId: "1400000000",
};

/** The kinds that each of the requests met, in order. */
function play(faults: readonly Fault[], targets: readonly FaultTarget[]): string[] {
  const script = createFaultScript();
  for (const fault of faults) script.add(fault);
  return targets.map((one) =>
    script
      .take(one)
      .map(({ kind }) => kind)
      .join("+"),
  );
}

test("happens to the n-th request only", () => {
  expect(play([{ nth: 2, kind: "reset" }], [target, target, target, target])).toEqual(["", "reset", "", ""]);
});

test("happens to every request", () => {
  expect(play([{ nth: "every", kind: "truncate" }], [target, target])).toEqual(["truncate", "truncate"]);
});

test("counts from when the fault was added", () => {
  const script = createFaultScript();
  script.take(target);
  script.add({ nth: 1, kind: "reset" });
  expect(script.take(target)).toHaveLength(1);
  expect(script.take(target)).toHaveLength(0);
});

test.each<{ by: string; narrowed: Partial<Fault>; other: FaultTarget }>([
  { by: "netType", narrowed: { netType: 0 }, other: { ...target, netType: "5" } },
  { by: "netType, where there is none", narrowed: { netType: 0 }, other: { ...target, netType: null } },
  { by: "command", narrowed: { command: "ConfigSvc/GetIPList" }, other: { ...target, command: "a/b" } },
  { by: "host", narrowed: { host: "main" }, other: { ...target, host: "backup" } },
])("narrowed by $by, neither happens to other requests nor counts them", ({ narrowed, other }) => {
  const fault: Fault = { ...narrowed, nth: 2, kind: "stall" };
  expect(play([fault], [other, target, other, target, target])).toEqual(["", "", "", "stall", ""]);
});

test("plays several faults on one request in the order they were added", () => {
  const faults: Fault[] = [
    { nth: 1, kind: "delay", ms: 1 },
    { nth: "every", kind: "code", code: 60008 },
    { nth: 1, kind: "reset" },
  ];
  expect(play(faults, [target, target])).toEqual(["delay+code+reset", "code"]);
});

test("forgets everything when cleared", () => {
  const script = createFaultScript();
  script.add({ nth: "every", kind: "reset" });
  script.clear();
  expect(script.take(target)).toEqual([]);
});

test.each<Fault>([
  { nth: 0, kind: "reset" },
  { nth: 1.5, kind: "reset" },
  { nth: Number.NaN, kind: "reset" },
  { nth: 1, kind: "status", status: 99 },
  { nth: 1, kind: "status", status: Number.NaN },
])("refuses the fault %o", (fault) => {
  expect(() => createFaultScript().add(fault)).toThrow(RangeError);
});
