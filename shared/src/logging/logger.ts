import { type Logger, pino } from "pino";

export type { Logger };

/**
 * JSON lines on stdout, one object a line, times in ISO 8601. User text only ever stands inside
 * JSON strings, so it cannot forge a line.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
