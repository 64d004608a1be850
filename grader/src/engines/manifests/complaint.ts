/** What kustomize wraps around the reason, once for each folder that it came through. */
const WRAPPINGS = [
  /^accumulating resources: /,
  /^accumulation err='accumulating resources from '?[^']*'?: '[^']*' must resolve to a file': /,
  /^accumulation err='accumulating resources from '[^']*': (?=missing|invalid|yaml|MalformedYAML|wrong)/,
  /^recursed accumulation of path '[^']*': /,
  /^couldn't make target for path '[^']*': /,
  /': must build at directory: .*$/s,
];

/** The reason in what kustomize says, without its path to it and without kubectl's log line. */
export function complaint(said: string): string {
  const line = said.trim().split("\n").at(-1) ?? "";
  const [, logged] = /err="(.*)"$/s.exec(line) ?? [];
  let reason = logged?.replaceAll('\\"', '"') ?? line.replace(/^(error|Error): /, "");
  for (let before = ""; before !== reason; ) {
    before = reason;
    for (const wrapping of WRAPPINGS) reason = reason.replace(wrapping, "");
  }
  return reason;
}
