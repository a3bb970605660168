import { describe, expect, it } from "vitest";
import { ago, bytes, count, dateTime, duration, isInstant, label, metricNumber, number } from "./format";

describe("number", () => {
  it.each([
    [0, "0"],
    [-3, "−3"],
    [1234567, "1,234,567"],
    [0.1 + 0.2, "0.3"],
    [0.761234567, "0.761235"],
    [0.00001234, "1.234e−5"],
    [118_153_893.14, "118,153,893"],
    [1.5e12 + 0.5, "1.500e+12"],
    [NaN, "NaN"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ])("writes %d as %s", (value, text) => {
    expect(number(value)).toBe(text);
  });
});

describe("metricNumber", () => {
  it("reads the numbers that JSON has not", () => {
    expect(metricNumber("NaN")).toBeNaN();
    expect(metricNumber("-Infinity")).toBe(-Infinity);
    expect(metricNumber(0.5)).toBe(0.5);
  });
});

describe("duration", () => {
  it.each([
    [12, "12 ms"],
    [1500, "1.5 s"],
    [59_600, "1 min"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [90_000_000, "1 d 1 h"],
    [-5, ""],
    [NaN, ""],
  ])("writes %d ms as %j", (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});

describe("ago", () => {
  it("takes the largest unit that fits", () => {
    const now = Date.parse("2026-11-20T12:00:00Z");
    expect(ago("2026-11-20T11:59:50.000Z", now)).toBe("just now");
    expect(ago("2026-11-20T11:00:00.000Z", now)).toBe("1 hour ago");
    expect(ago("2026-11-17T12:00:00.000Z", now)).toBe("3 days ago");
    expect(ago("2024-11-17T12:00:00.000Z", now)).toBe("2 years ago");
  });
});

describe("dateTime", () => {
  it("takes the reader's own time zone", () => {
    const local = new Date(2026, 0, 5, 9, 7).toISOString();
    expect(dateTime(local)).toBe("2026-01-05 09:07");
  });
});

describe("words", () => {
  it("counts, labels and sizes", () => {
    expect(count(1, "node")).toBe("1 node");
    expect(count(1204, "node")).toBe("1,204 nodes");
    expect(count(2, "more", "more")).toBe("2 more");
    expect(label("trained-by")).toBe("Trained by");
    expect(bytes(999)).toBe("999 bytes");
    expect(bytes(420_123)).toBe("420 kB");
  });

  it("knows an instant from a text that begins like one", () => {
    expect(isInstant("2026-01-05T10:00:00.000Z")).toBe(true);
    expect(isInstant("2026-01-05 was a Monday")).toBe(false);
  });
});
