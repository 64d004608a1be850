/** Why something that checks need cannot be used on this machine now, and what to do about it. */
export interface Missing {
  readonly reason: string;
  readonly cure: string;
}
