import { ApiDidNotStart } from "../answers.ts";

/** A container that does not serve: what was waited for, what came, its last lines. */
export class ContainerDidNotStart extends ApiDidNotStart {}
