/** A promise that was not kept. */
export class ContractFailure extends Error {
  override readonly name = "ContractFailure";
  readonly expected: string;
  readonly received: string;

  constructor(expected: string, received: string) {
    super(`expected ${expected}, received ${received}`);
    this.expected = expected;
    this.received = received;
  }
}
